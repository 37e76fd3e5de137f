import type { ClusterFlags } from '../config/resolve-cluster.ts';
import { type ClusterSpec, clusterComponents } from '../domain/cluster.ts';
import { componentNames } from '../domain/components.ts';
import type { ComponentName } from '../domain/roles.ts';
import { BrambleError } from '../errors.ts';
import type { Wanted } from '../plan/needs.ts';
import type { BatchSize } from '../plan/plan-batches.ts';
import { type ClusterSession, openSession } from '../session/cluster-session.ts';
import { isRemembered, saveCluster } from '../store/cluster-store.ts';
import { applyUpgrade } from '../upgrade/apply-upgrade.ts';
import { type OnFailure, planUpgrade, type UpgradeRequest } from '../upgrade/plan-upgrade.ts';
import { refuseUpgrade } from '../upgrade/preflight.ts';
import type { ClusterOptions } from './cluster-options.ts';
import { describeHolder } from './holder.ts';
import { type Operation, runOperation } from './operation.ts';
import { renderUpgrade } from './render-upgrade.ts';
import { type Resolved, resolveWanted, type SourceChoice } from './resolve-wanted.ts';
import { verifyAndShow } from './run-verify.ts';

/** Options of `upgrade`. */
export type UpgradeOptions = ClusterOptions &
  Pick<SourceChoice, 'channel' | 'store' | 'trustKey'> &
  Pick<ClusterFlags, 'components'> & {
    readonly batch?: BatchSize;
    readonly canary?: string;
    readonly soak?: number;
    readonly drainTimeout?: number;
    readonly startTimeout?: number;
    readonly onFailure?: OnFailure;
    readonly dryRun?: boolean;
    readonly verify?: boolean;
  };

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
  const request = makeRequest({ ...options, components }, supply, cluster);
  const upgrade = await planUpgrade(request);
  const { changes, batches } = upgrade;
  if (changes.length > 0) reporter.line(renderUpgrade(upgrade));
  else if (options.dryRun || (await isRemembered(spec))) return showSettled(cluster);
  await refuseUpgrade(request, upgrade);
  if (options.dryRun) return reporter.result({ changed: false, changes, batches });
  await applyUpgrade(request, upgrade, reporter.report);
  await saveCluster(spec);
  reporter.line(`upgraded ${components.join(' and ')} on ${new Set(changes.map(({ node }) => node)).size} hosts`);
  await verifyAndShow(cluster, { jobs: options.verify ?? true }, { changed: true });
}

function mustHave(components: readonly ComponentName[], spec: ClusterSpec): readonly ComponentName[] {
  const missing = components.filter((name) => !clusterComponents(spec).includes(name));
  if (missing.length === 0) return components;
  throw new BrambleError('USAGE', `the cluster ${spec.name} has no ${missing.join(' and no ')}`, {
    hint: `bramble deploy ${missing.join(' ')}`,
  });
}

function makeRequest(
  options: UpgradeOptions & { readonly components: readonly ComponentName[] },
  { wanted, provide }: Omit<Resolved, 'spec'>,
  { spec, hosts, signal }: OpenCluster,
): UpgradeRequest {
  const { components, canary, channel } = options;
  return {
    spec,
    hosts,
    signal,
    components,
    provide,
    wanted: onlyMoving(wanted, components),
    newHdfsId: '', // what has no file system yet is a deployment's business
    nowSeconds: Date.now() / 1000,
    holder: describeHolder(`bramble upgrade ${components.join(' ')}${channel ? ` --channel ${channel}` : ''}`),
    size: options.batch ?? { count: 1 },
    canary,
    soakSeconds: options.soak ?? 20,
    drainSeconds: options.drainTimeout ?? 120,
    settleSeconds: options.startTimeout ?? 120,
    onFailure: options.onFailure ?? 'revert',
  };
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
