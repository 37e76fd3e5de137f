import { onlyComponents } from '../config/join-components.ts';
import type { ClusterFlags } from '../config/resolve-cluster.ts';
import { applyRemoval, planRemoval, type Removal } from '../deploy/uninstall.ts';
import { clusterComponents } from '../domain/cluster.ts';
import { componentNames } from '../domain/components.ts';
import type { ComponentName } from '../domain/roles.ts';
import { BrambleError } from '../errors.ts';
import { openSession } from '../session/cluster-session.ts';
import { forgetCluster, saveCluster } from '../store/cluster-store.ts';
import { confirm } from './ask.ts';
import type { ClusterOptions } from './cluster-options.ts';
import { describeHolder } from './holder.ts';
import { type Operation, runOperation } from './operation.ts';
import { describePurge, renderRemoval, renderRemoved } from './render-removal.ts';

export type UninstallOptions = ClusterOptions &
  Pick<ClusterFlags, 'components'> & {
    readonly purge?: boolean;
    readonly yes?: boolean;
    readonly dryRun?: boolean;
  };

/** Shows what would be removed, asks, and removes it. */
export async function runUninstall(options: UninstallOptions): Promise<void> {
  await runOperation(options, (operation) => uninstall(options, operation));
}

async function uninstall(options: UninstallOptions, operation: Operation): Promise<void> {
  const { spec, reach, signal, reporter } = operation;
  const components = options.components ?? clusterComponents(spec);
  const session = await openSession(spec, reach, reporter.report);
  try {
    const holder = describeHolder(`bramble uninstall ${components.join(' ')}`);
    const request = { components, purge: options.purge ?? false, hosts: session.hosts, holder, signal };
    const removal = await planRemoval(request);
    const isEmpty = removal.plan.every(({ actions }) => actions.length === 0);
    reporter.line(isEmpty ? 'nothing to remove' : renderRemoval(removal));
    if (options.dryRun) return reporter.result({ removed: false, ...removal });
    if (!isEmpty) {
      await insist(options, removal, spec.nodes.length);
      await applyRemoval(request, removal, reporter.report);
      reporter.line(renderRemoved(request, removal, clusterComponents(spec)));
    }
    await forget(operation, components);
    reporter.result({ removed: !isEmpty, ...removal });
  } finally {
    await session.close();
  }
}

/** What is left of the cluster stays remembered. */
async function forget({ spec }: Operation, removed: readonly ComponentName[]): Promise<void> {
  const left = onlyComponents(
    spec,
    componentNames.filter((name) => !removed.includes(name)),
  );
  await (clusterComponents(left).length === 0 ? forgetCluster(spec.name) : saveCluster(left));
}

async function insist(
  { yes = false, purge = false }: UninstallOptions,
  removal: Removal,
  hosts: number,
): Promise<void> {
  const words = purge ? describePurge(removal) : '';
  if (yes || (await confirm(`Remove this${words} from ${hosts} hosts?`))) return;
  throw new BrambleError('REFUSED', 'not confirmed: nothing was removed', { hint: 'answer y, or add --yes' });
}
