import type { Report } from '../../domain/events.ts';
import { componentOf } from '../../domain/roles.ts';
import { type Daemon, daemonsOf, startWaves, stopWaves } from '../../plan/power-order.ts';
import { type Members, placeOn } from './members.ts';
import { switchDaemons } from './services.ts';

interface Work {
  readonly report: Report;
  readonly signal?: AbortSignal | undefined;
}

/** Stops all daemons of a cluster, work first. What starts at a boot stays as it is. Returns how many were stopped. */
export async function stopCluster(members: Members, work: Work): Promise<number> {
  const daemons = daemonsOf(members.spec.nodes).filter((daemon) => isUp(daemon, members));
  return await go('stop', stopWaves(daemons), { ...work, members });
}

/** Starts all daemons of a cluster, those first that others need. Returns how many were not running. */
export async function startCluster(members: Members, work: Work): Promise<number> {
  const daemons = daemonsOf(members.spec.nodes).filter((daemon) => !isUp(daemon, members));
  return await go('start', startWaves(daemons), { ...work, members });
}

/** A snap's daemon that was stopped counts as failed. */
function isUp({ node, role }: Daemon, { facts }: Members): boolean {
  const active = facts.get(node)?.installed[componentOf(role)]?.services[role]?.active ?? 'inactive';
  return !['inactive', 'failed'].includes(active);
}

async function go(
  verb: 'start' | 'stop',
  waves: readonly (readonly Daemon[])[],
  { members, report, signal }: Work & { readonly members: Members },
): Promise<number> {
  let count = 0;
  for (const wave of waves) {
    const places = wave.flatMap(({ node, role }) => placeOn(node, role, members) ?? []);
    if (places.length === 0) continue;
    const text = `${verb} ${[...new Set(wave.map(({ role }) => role))].join(', ')}`;
    report({ stage: verb, state: 'started', text });
    await switchDaemons(places, verb, signal);
    report({ stage: verb, state: 'done', text });
    count += places.length;
  }
  return count;
}
