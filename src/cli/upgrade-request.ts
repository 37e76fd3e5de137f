import type { ClusterFlags } from '../config/resolve-cluster.ts';
import { type ClusterSpec, clusterComponents } from '../domain/cluster.ts';
import type { ComponentName } from '../domain/roles.ts';
import { BrambleError } from '../errors.ts';
import type { BatchSize } from '../plan/plan-batches.ts';
import type { ClusterSession } from '../session/cluster-session.ts';
import type { OnFailure, UpgradeRequest } from '../upgrade/plan-upgrade.ts';
import type { ClusterOptions } from './cluster-options.ts';
import { describeHolder } from './holder.ts';
import type { Operation } from './operation.ts';

/** Options of commands that take nodes in batches. */
export type BatchOptions = ClusterOptions &
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

/** Rejects with USAGE where the cluster lacks one of the components. */
export function mustHave(components: readonly ComponentName[], spec: ClusterSpec): readonly ComponentName[] {
  const missing = components.filter((name) => !clusterComponents(spec).includes(name));
  if (missing.length === 0) return components;
  throw new BrambleError('USAGE', `the cluster ${spec.name} has no ${missing.join(' and no ')}`, {
    hint: `bramble deploy ${missing.join(' ')}`,
  });
}

type Supply = Pick<UpgradeRequest, 'wanted' | 'provide' | 'components'>;

/** What was asked for, with what is usual where nothing was. */
export function makeUpgradeRequest(
  what: string,
  { batch, canary, soak, drainTimeout, startTimeout, onFailure, ...supply }: BatchOptions & Supply,
  { spec, hosts, signal }: Operation & ClusterSession,
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
    settleSeconds: startTimeout ?? 120,
    onFailure: onFailure ?? 'revert',
  };
}

function mustKnow(canary: string | undefined, { name, nodes }: ClusterSpec): void {
  const names = nodes.map(({ target }) => target.name);
  if (canary === undefined || names.includes(canary)) return;
  throw new BrambleError('USAGE', `the cluster ${name} has no host ${canary}`, {
    hint: `its hosts are ${names.join(', ')}`,
  });
}
