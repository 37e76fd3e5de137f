import { type ClusterSpec, clusterComponents } from '../domain/cluster.ts';
import type { ComponentName } from '../domain/roles.ts';
import { BrambleError } from '../errors.ts';
import type { UpgradeRequest } from '../upgrade/plan-upgrade.ts';
import { describeHolder } from './holder.ts';
import type { OperationOptions } from './option-rows.ts';
import type { OpenCluster } from './with-session.ts';

type BatchOptions = Pick<
  OperationOptions<'upgrade'>,
  'batch' | 'canary' | 'soak' | 'drainTimeout' | 'startTimeout' | 'onFailure' | 'dryRun'
>;

/** Rejects with USAGE where the cluster lacks one of the components. */
export function mustHave(components: readonly ComponentName[], spec: ClusterSpec): readonly ComponentName[] {
  const missing = components.filter((name) => !clusterComponents(spec).includes(name));
  if (missing.length === 0) return components;
  throw new BrambleError('USAGE', `the cluster ${spec.name} has no ${missing.join(' and no ')}`, {
    hint: `bramble deploy ${missing.join(' ')}`,
  });
}

const asInstalled = { asInstalled: true } as const;

/** For what brings nothing to nodes that they do not have. */
export const unsupplied = { wanted: { hadoop: asInstalled, spark: asInstalled }, provide: async () => [] };

type Supply = Pick<UpgradeRequest, 'wanted' | 'provide' | 'components'>;

/** What was asked for, with what is usual where nothing was. */
export function makeUpgradeRequest(
  what: string,
  { batch, canary, soak, drainTimeout, startTimeout, onFailure, dryRun = false, ...supply }: BatchOptions & Supply,
  { spec, hosts, signal }: OpenCluster,
): UpgradeRequest {
  const { components, provide, wanted } = supply;
  mustKnow(canary, spec);
  return {
    spec,
    hosts,
    signal,
    components,
    provide,
    wanted,
    newHdfsId: '', // what has no file system yet is a deployment's business
    nowSeconds: Date.now() / 1000,
    holder: describeHolder(what),
    size: batch ?? { count: 1 },
    canary,
    soakSeconds: soak ?? 20,
    drainSeconds: drainTimeout ?? 120,
    settleSeconds: startSeconds(startTimeout),
    returnSeconds: 180, // a Pi boots in one or two minutes
    dryRun,
    onFailure: onFailure ?? 'revert',
  };
}

/** How long a daemon may take until it answers, unless told otherwise. */
export function startSeconds(told: number | undefined): number {
  return told ?? 120;
}

function mustKnow(canary: string | undefined, { name, nodes }: ClusterSpec): void {
  const names = nodes.map(({ target }) => target.name);
  if (canary === undefined || names.includes(canary)) return;
  throw new BrambleError('USAGE', `the cluster ${name} has no host ${canary}`, {
    hint: `its hosts are ${names.join(', ')}`,
  });
}
