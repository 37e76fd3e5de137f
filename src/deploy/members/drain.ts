import type { Report } from '../../domain/events.ts';
import { drainManagers } from './drain-managers.ts';
import { drainWorkers } from './drain-workers.ts';
import { type Members, placesOf } from './members.ts';
import { switchDaemons } from './services.ts';

export interface DrainWish {
  /** How long running work may take to end or to move elsewhere. */
  readonly limitSeconds: number;
  readonly report: Report;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Empties the NodeManagers and Spark workers of some nodes of running work and stops them; what still ran when the time
 * was over is told. They stay enabled: a boot, `resume` or a deployment starts them again.
 */
export async function drain(members: Members, nodes: readonly string[], wish: DrainWish): Promise<void> {
  await Promise.all([drainManagers(members, nodes, wish), drainWorkers(members, nodes, wish)]);
}

/** Starts what `drain` has stopped. */
export async function resume(members: Members, nodes: readonly string[], signal?: AbortSignal): Promise<void> {
  const places = (['nodemanager', 'worker'] as const).flatMap((role) => placesOf(role, nodes, members));
  await switchDaemons(places, 'start', signal);
}
