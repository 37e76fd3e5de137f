import { clusterComponents } from '../domain/cluster.ts';
import { componentNames } from '../domain/components.ts';
import type { ComponentName } from '../domain/roles.ts';
import type { Wanted } from '../plan/needs.ts';
import { type ClusterSession, openSession } from '../session/cluster-session.ts';
import { isRemembered, saveCluster } from '../store/cluster-store.ts';
import { applyUpgrade } from '../upgrade/apply-upgrade.ts';
import { type Change, planUpgrade } from '../upgrade/plan-upgrade.ts';
import { refuseUpgrade } from '../upgrade/preflight.ts';
import { type Operation, runOperation } from './operation.ts';
import { renderUpgrade } from './render-upgrade.ts';
import { resolveWanted, type SourceChoice } from './resolve-wanted.ts';
import { verifyAndShow } from './run-verify.ts';
import { type BatchOptions, makeUpgradeRequest, mustHave } from './upgrade-request.ts';

/** Options of `upgrade`. */
export type UpgradeOptions = BatchOptions & Pick<SourceChoice, 'channel' | 'store' | 'trustKey'>;

type OpenCluster = Operation & ClusterSession;

/** Plans, shows and carries out an upgrade, and verifies what came of it. */
export async function runUpgrade(options: UpgradeOptions): Promise<void> {
  await runOperation(options, async (operation) => {
    const session = await openSession(operation.spec, operation.reach, operation.reporter.report);
    try {
      await upgradeCluster(options, { ...operation, ...session });
    } finally {
      await session.close();
    }
  });
}

async function upgradeCluster(options: UpgradeOptions, named: OpenCluster): Promise<void> {
  const components = mustHave(options.components ?? clusterComponents(named.spec), named.spec);
  const { spec, ...supply } = await resolveWanted({ ...options, components, movesOn: true }, named);
  const cluster = { ...named, spec };
  const { reporter } = cluster;
  const { channel } = options;
  const what = `bramble upgrade ${components.join(' ')}${channel ? ` --channel ${channel}` : ''}`;
  const wanted = onlyMoving(supply.wanted, components);
  const request = makeUpgradeRequest(what, { ...options, ...supply, components, wanted }, cluster);
  const upgrade = await planUpgrade(request);
  const { changes, batches } = upgrade;
  if (changes.length > 0) reporter.line(renderUpgrade(upgrade));
  else if (options.dryRun || (await isRemembered(spec))) return showSettled(cluster);
  await refuseUpgrade(request, upgrade);
  if (options.dryRun) return reporter.result({ changed: false, changes, batches });
  await applyUpgrade(request, upgrade, reporter.report);
  await saveCluster(spec);
  reporter.line(describeDone(components, changes));
  await verifyAndShow(cluster, { jobs: options.verify ?? true }, { changed: true });
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
