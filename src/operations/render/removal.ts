import { describeAction } from '../../deploy/describe-action.ts';
import type { HdfsData, Removal } from '../../deploy/uninstall.ts';
import { counted } from '../../domain/counted.ts';
import type { ComponentName } from '../../domain/roles.ts';
import { renderTable } from './table.ts';

/** What would be removed from which host, and why. */
export function renderRemoval({ plan }: Pick<Removal, 'plan'>, columns?: number): string {
  const rows = plan.flatMap(({ node, actions }) =>
    actions.map((action) => [node, describeAction(action), action.because]),
  );
  return renderTable([['HOST', 'ACTION', 'BECAUSE'], ...rows], columns);
}

/** What goes with a purge, for the question. */
export function describePurge({ data }: Pick<Removal, 'data'>): string {
  const goingMb = data.filter(({ isOwn }) => isOwn).reduce((sum, { sizeMb }) => sum + sizeMb, 0);
  return ` and its data${goingMb === 0 ? '' : `, including ${goingMb} MB of HDFS`}, for good`;
}

interface Removed {
  readonly components: readonly ComponentName[];
  readonly purge: boolean;
}

/** What was removed, what stays where, and what to do about the rest of the cluster; `known` is what the cluster had. */
export function renderRemoved(
  { components, purge }: Removed,
  { plan, data }: Removal,
  known: readonly ComponentName[],
): string {
  const stays = data.filter(({ isOwn }) => !purge || !isOwn);
  const left = known.filter((name) => !components.includes(name));
  return [
    `${components.join(' and ')} is removed from ${counted(plan.length, 'host')}${purge ? '' : '; its data was kept'}`,
    ...stays.map(describeData),
    ...(stays.length > 0 && !purge ? ['the next deploy of hadoop on these hosts takes it up again'] : []),
    ...(stays.length > 0 && purge ? ['disks that --data-dir named are left: empty these folders by hand'] : []),
    ...(left.length > 0 ? [`bramble deploy tells ${left.join(' and ')} that it is gone`] : []),
  ].join('\n');
}

function describeData({ host, path, sizeMb }: HdfsData): string {
  return `${host}: ${sizeMb} MB of HDFS stay in ${path}`;
}
