import { componentOf } from '../../domain/roles.ts';
import { forEachHost } from '../../host/for-each-host.ts';
import { type Place, runOn } from './members.ts';

/** Starts or stops daemons where they are, for now: whether they start at the next boot stays as it is. */
export async function switchDaemons(
  places: readonly Place[],
  verb: 'start' | 'stop',
  signal?: AbortSignal,
): Promise<void> {
  const byHost = [...Map.groupBy(places, ({ host }) => host.name)].map(([name, those]) => ({ name, those }));
  await forEachHost(byHost, ({ those }) => switchOn(those, verb, signal), { signal });
}

async function switchOn(places: readonly Place[], verb: string, signal: AbortSignal | undefined): Promise<void> {
  const [first] = places;
  if (first === undefined) return;
  const units = places.map(({ role, packaging }) => packaging.unit(componentOf(role), role));
  const label = `systemctl ${verb} ${places.map(({ role }) => role).join(' ')}`;
  await runOn(first, ['systemctl', verb, ...units], { label, signal });
}
