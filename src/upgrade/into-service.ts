import { askHdfs, nameNodeOf } from '../deploy/members/hdfs-state.ts';
import { leaveMaintenance } from '../deploy/members/maintenance.ts';
import { type Members, placeOf } from '../deploy/members/members.ts';
import { untilItWorks } from '../deploy/members/wait.ts';
import { isInMaintenance } from '../facts/hdfs-state.ts';
import type { UpgradeRequest } from './plan-upgrade.ts';
import { membersOf, type UpgradeRun } from './upgrade-run.ts';

/** Takes DataNodes back into service. Tried again while the NameNode, which may have been restarted with them, cannot answer yet. */
export async function intoService(run: UpgradeRun, nodes: readonly string[]): Promise<void> {
  const { report, request } = run;
  const { settleSeconds: limitSeconds, signal } = request;
  const leave = () => leaveMaintenance(membersOf(run), nodes, { report, signal, limitSeconds });
  await untilItWorks(leave, { limitMs: limitSeconds * 1000, signal });
}

/** DataNodes in maintenance that are up. */
export async function findForgotten(
  { components, signal }: Pick<UpgradeRequest, 'components' | 'signal'>,
  members: Members,
): Promise<string[]> {
  if (!components.includes('hadoop') || placeOf('namenode', members) === undefined) return [];
  const { dataNodes } = await askHdfs(nameNodeOf(members), signal);
  return dataNodes.filter((one) => one.isLive && isInMaintenance(one)).map(({ name }) => name);
}

/** Takes back into service what an upgrade that was cut off has left in maintenance. */
export async function endForgotten(run: UpgradeRun): Promise<void> {
  const { report, request } = run;
  const forgotten = await findForgotten(request, membersOf(run));
  if (forgotten.length === 0) return;
  report({
    stage: 'hdfs',
    state: 'note',
    text: `taken back into service, as they were left in maintenance: ${forgotten.join(', ')}`,
  });
  await intoService(run, forgotten);
}
