import { onlyComponents } from '../config/join-components.ts';
import { findRunningWork } from '../deploy/members/running-work.ts';
import { clusterComponents } from '../domain/cluster.ts';
import { componentNames } from '../domain/components.ts';
import type { ComponentName } from '../domain/roles.ts';
import type { Wanted } from '../plan/needs.ts';
import { gatherAll } from '../session/gather.ts';
import { isRemembered, saveCluster } from '../store/cluster-store.ts';
import { applyUpgrade } from '../upgrade/apply-upgrade.ts';
import { type Change, planUpgrade, type Upgrade, type UpgradeRequest } from '../upgrade/plan-upgrade.ts';
import { refuseUpgrade } from '../upgrade/preflight.ts';
import { UpgradeFailed } from '../upgrade/take-back.ts';
import type { Operation, Reporter } from './operation.ts';
import type { OperationOptions } from './option-rows.ts';
import { renderUpgrade } from './render/upgrade.ts';
import { resolveWanted } from './resolve-wanted.ts';
import { makeUpgradeRequest, mustHave } from './upgrade-request.ts';
import { verifyAndShow } from './verify.ts';
import { type OpenCluster, withSession } from './with-session.ts';

type UpgradeOptions = OperationOptions<'upgrade'>;

/** Plans, shows and carries out an upgrade, and verifies what came of it; or ends one of HDFS for good. */
export async function upgrade(
  { finalize: ends = false, ...options }: UpgradeOptions,
  operation: Operation,
): Promise<void> {
  if (!ends) return await withSession(operation, (named) => upgradeCluster(options, named));
  const { finalize } = await import('./finalize.ts');
  await finalize(options, operation);
}

/** The same over connections that are open. */
export async function upgradeCluster(
  options: Omit<UpgradeOptions, 'finalize' | 'yes'>,
  named: OpenCluster,
): Promise<void> {
  const components = mustHave(options.components ?? clusterComponents(named.spec), named.spec);
  const gathering = gatherAll([...named.hosts.values()], named.signal);
  const { spec, ...supply } = await resolveWanted({ ...options, components, movesOn: true }, { ...named, gathering });
  const cluster = { ...named, spec };
  const { reporter } = cluster;
  const { channel } = options;
  const what = `bramble upgrade ${components.join(' ')}${channel ? ` --channel ${channel}` : ''}`;
  const wanted = onlyMoving(supply.wanted, components);
  const request = makeUpgradeRequest(what, { ...options, ...supply, components, wanted }, cluster);
  const plan = await planUpgrade(request, gathering);
  const { changes, batches, leftOver } = plan;
  if (changes.length > 0) reporter.line(renderUpgrade(plan, reporter.columns));
  else if (leftOver.length > 0) reporter.line(describeLeftOver(leftOver));
  else if (options.dryRun || (await isRemembered(spec))) return showSettled(cluster);
  await refuseUpgrade(request, plan, reporter.report);
  await tellRunning(plan, cluster);
  if (options.dryRun) return reporter.result({ changed: false, changes, batches });
  await carryOut(request, plan, reporter);
  if (changes.length > 0) reporter.line(describeDone(components, changes));
  await verifyAndShow(cluster, { jobs: options.verify }, { changed: true });
}

/** Nodes that keep a new revision though a later one failed follow its channel already. */
async function carryOut(request: UpgradeRequest, plan: Upgrade, { report }: Reporter): Promise<void> {
  try {
    await applyUpgrade(request, plan, report);
  } catch (error) {
    if (error instanceof UpgradeFailed && error.kept.length > 0) await saveCluster(request.spec);
    throw error;
  }
  await saveCluster(request.spec);
}

/** Executors of one version of Spark cannot talk to those of another. */
async function tellRunning({ changes, deployment: { facts } }: Upgrade, open: OpenCluster): Promise<void> {
  const isOther = changes.some(({ component, from, to }) => component === 'spark' && from.version !== to.version);
  const running = isOther
    ? await findRunningWork({ ...open, spec: onlyComponents(open.spec, ['spark']), facts }, open.signal)
    : [];
  if (running.length === 0) return;
  const text = `across versions of Spark running applications may end: ${running.join(', ')}; wait for them, or give them a longer --drain-timeout`;
  open.reporter.report({ stage: 'plan', state: 'note', text });
}

function describeLeftOver(names: readonly string[]): string {
  return `all hosts have it; an interrupted command, or other settings, left something to do on ${names.join(', ')}`;
}

function describeDone(components: readonly ComponentName[], changes: readonly Change[]): string {
  const done = `upgraded ${components.join(' and ')} on ${new Set(changes.map(({ node }) => node)).size} hosts`;
  const isOther = changes.some(({ component, from, to }) => component === 'hadoop' && from.version !== to.version);
  return isOther ? `${done}\nHDFS can go back (bramble revert hadoop) until: bramble upgrade hadoop --finalize` : done;
}

/** The other components stay as they are. */
function onlyMoving(wanted: Wanted, components: readonly ComponentName[]): Wanted {
  const parts = componentNames.map(
    (name) => [name, components.includes(name) ? wanted[name] : { asInstalled: true }] as const,
  );
  return Object.fromEntries(parts) as Wanted; // one for each name
}

function showSettled({ reporter, spec }: OpenCluster): void {
  reporter.line(`nothing to upgrade: all ${spec.nodes.length} hosts have it`);
  reporter.result({ changed: false, changes: [], batches: [] });
}
