import { type DrainWish, resume } from '../deploy/members/drain.ts';
import { drainManagers } from '../deploy/members/drain-managers.ts';
import { drainWorkers } from '../deploy/members/drain-workers.ts';
import { dataNodesOf, enterMaintenance } from '../deploy/members/maintenance.ts';
import type { Members } from '../deploy/members/members.ts';
import type { ComponentName } from '../domain/roles.ts';
import { BrambleError, isFailure } from '../errors.ts';
import { mustBeWhole } from './blocks-whole.ts';
import { intoService } from './into-service.ts';
import { untilNoPrograms } from './running-programs.ts';
import { membersOf, type UpgradeRun } from './upgrade-run.ts';

type Aside = (members: Members, nodes: readonly string[], wish: DrainWish) => Promise<void>;

/** How long HDFS waits for a DataNode that does not come back before it copies its blocks, in minutes. */
const awayMinutes = 30;

/** What has to be done for each component before its daemons on a node may be stopped. */
const ways: Readonly<Record<ComponentName, Aside>> = {
  hadoop: async (members, nodes, wish) => {
    if (hasOthers(members, nodes)) await mustBeWhole(members, wish);
    await drainManagers(members, nodes, wish);
    if (hasOthers(members, nodes)) await enterPatiently(members, nodes, wish);
    else if (dataNodesOf(nodes, members).length > 0) wish.report(onlyOne);
  },
  spark: drainWorkers,
};

async function enterPatiently(members: Members, nodes: readonly string[], wish: DrainWish): Promise<void> {
  try {
    await enterMaintenance(members, nodes, { ...wish, minutes: awayMinutes });
  } catch (error) {
    if (!isFailure(error)) throw error;
    const { code, host, message, evidence, hint } = error;
    const longer = `--drain-timeout gives HDFS longer than ${wish.limitSeconds} s`;
    throw new BrambleError(code, message, { host, evidence, hint: hint === undefined ? longer : `${longer}; ${hint}` });
  }
}

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
