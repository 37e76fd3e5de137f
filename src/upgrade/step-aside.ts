import { type DrainWish, resume } from '../deploy/members/drain.ts';
import { drainManagers } from '../deploy/members/drain-managers.ts';
import { drainWorkers } from '../deploy/members/drain-workers.ts';
import { askHdfs, nameNodeOf } from '../deploy/members/hdfs-state.ts';
import { dataNodesOf, enterMaintenance, leaveMaintenance } from '../deploy/members/maintenance.ts';
import { type Members, placeOf } from '../deploy/members/members.ts';
import { waitUntil } from '../deploy/members/wait.ts';
import type { ComponentName } from '../domain/roles.ts';
import { BrambleError } from '../errors.ts';
import { isInMaintenance } from '../facts/hdfs-state.ts';
import { untilNoPrograms } from './running-programs.ts';
import { membersOf, type UpgradeRun } from './upgrade-run.ts';

type Aside = (members: Members, nodes: readonly string[], wish: DrainWish) => Promise<void>;

/** How long HDFS waits for a DataNode that does not come back before it copies its blocks, in minutes. */
const awayMinutes = 30;

/** What has to be done for each component before its daemons on a node may be stopped. */
const ways: Readonly<Record<ComponentName, Aside>> = {
  hadoop: async (members, nodes, wish) => {
    await drainManagers(members, nodes, wish);
    if (hasOthers(members, nodes)) await enterMaintenance(members, nodes, { ...wish, minutes: awayMinutes });
    else if (dataNodesOf(nodes, members).length > 0) wish.report(onlyOne);
  },
  spark: drainWorkers,
};

const onlyOne = {
  stage: 'drain',
  state: 'note',
  text: 'HDFS has one DataNode, so it can be neither read nor written while that restarts',
} as const;

/** Takes work from nodes before they change: running tasks end or move, and HDFS copies nothing while they are away. */
export async function stepAside(run: UpgradeRun, nodes: readonly string[]): Promise<void> {
  const { report, request } = run;
  const wish = { report, signal: request.signal, limitSeconds: request.drainSeconds };
  for (const component of changing(run, nodes)) {
    await ways[component](membersOf(run), nodes, wish);
    await Promise.all(nodes.map((name) => untilQuiet(run, name, component)));
  }
}

async function untilQuiet({ request, upgrade }: UpgradeRun, name: string, component: ComponentName): Promise<void> {
  const host = request.hosts.get(name);
  const packaging = upgrade.deployment.facts.get(name)?.installed[component]?.packaging;
  if (host === undefined || packaging !== 'snap') return;
  await untilNoPrograms(host, component, { limitSeconds: request.drainSeconds, signal: request.signal });
}

/** Gives them work again. */
export async function stepBack(run: UpgradeRun, nodes: readonly string[]): Promise<void> {
  const members = membersOf(run);
  await resume(members, nodes, run.request.signal);
  if (changing(run, nodes).includes('hadoop') && hasOthers(members, nodes)) await intoService(run, nodes);
}

/** Tried again while the NameNode, which may have been restarted with them, cannot answer yet. */
async function intoService(run: UpgradeRun, nodes: readonly string[]): Promise<void> {
  const { report, request } = run;
  const { settleSeconds: limitSeconds, signal } = request;
  let last: unknown;
  const attempt = async () => {
    try {
      await leaveMaintenance(membersOf(run), nodes, { report, signal, limitSeconds });
      return true;
    } catch (error) {
      if (!(error instanceof BrambleError) || error.code === 'INTERRUPTED') throw error;
      last = error;
      return undefined;
    }
  };
  if ((await waitUntil(attempt, { limitMs: limitSeconds * 1000, signal })) === undefined) throw last;
}

/** Takes back into service what an upgrade that was cut off has left in maintenance: nodes that are up. */
export async function endForgotten(run: UpgradeRun): Promise<void> {
  const { report, request } = run;
  const members = membersOf(run);
  if (!request.components.includes('hadoop') || placeOf('namenode', members) === undefined) return;
  const { dataNodes } = await askHdfs(nameNodeOf(members), request.signal);
  const forgotten = dataNodes.filter((one) => one.isLive && isInMaintenance(one)).map(({ name }) => name);
  if (forgotten.length === 0) return;
  report({
    stage: 'hdfs',
    state: 'note',
    text: `${forgotten.join(', ')} was in maintenance and is taken back into service`,
  });
  await intoService(run, forgotten);
}

function changing({ upgrade }: UpgradeRun, nodes: readonly string[]): ComponentName[] {
  const those = upgrade.changes.filter(({ node }) => nodes.includes(node));
  return [...new Set(those.map(({ component }) => component))];
}

/** Whether a DataNode is left to read from. */
function hasOthers(members: Members, nodes: readonly string[]): boolean {
  const all = dataNodesOf(
    members.spec.nodes.map(({ target }) => target.name),
    members,
  );
  return dataNodesOf(nodes, members).length > 0 && all.some((name) => !nodes.includes(name));
}
