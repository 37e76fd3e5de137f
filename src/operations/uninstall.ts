import { onlyComponents } from '../config/join-components.ts';
import { applyRemoval, planRemoval } from '../deploy/uninstall.ts';
import { clusterComponents } from '../domain/cluster.ts';
import { componentNames } from '../domain/components.ts';
import { counted } from '../domain/counted.ts';
import type { ComponentName } from '../domain/roles.ts';
import { forgetCluster, saveCluster } from '../store/cluster-store.ts';
import { describeHolder } from './holder.ts';
import { insist } from './insist.ts';
import type { Operation } from './operation.ts';
import type { OperationOptions } from './option-rows.ts';
import { describePurge, renderRemoval, renderRemoved } from './render/removal.ts';
import { type OpenCluster, withSession } from './with-session.ts';

type UninstallOptions = OperationOptions<'uninstall'>;

/** Shows what would be removed, asks, and removes it. */
export async function uninstall(options: UninstallOptions, operation: Operation): Promise<void> {
  await withSession(operation, (open) => takeOff(options, open));
}

async function takeOff(options: UninstallOptions, open: OpenCluster): Promise<void> {
  const { spec, hosts, signal, reporter } = open;
  const components = options.components ?? clusterComponents(spec);
  const holder = describeHolder(`bramble uninstall ${components.join(' ')}`);
  const request = { components, purge: options.purge ?? false, hosts, holder, signal };
  const removal = await planRemoval(request);
  const isEmpty = removal.plan.every(({ actions }) => actions.length === 0);
  reporter.line(isEmpty ? 'nothing to remove' : renderRemoval(removal, reporter.columns));
  if (options.dryRun) return reporter.result({ removed: false, ...removal });
  if (!isEmpty) {
    const words = options.purge ? describePurge(removal) : '';
    const ask = `Remove this${words} from ${counted(spec.nodes.length, 'host')}?`;
    await insist({ ask, kept: 'nothing was removed' }, options, open);
    await applyRemoval(request, removal, reporter.report);
    reporter.line(renderRemoved(request, removal, clusterComponents(spec)));
  }
  await forget(open, components);
  reporter.result({ removed: !isEmpty, ...removal });
}

/** What is left of the cluster stays remembered. */
async function forget({ spec }: Operation, removed: readonly ComponentName[]): Promise<void> {
  const left = onlyComponents(
    spec,
    componentNames.filter((name) => !removed.includes(name)),
  );
  await (clusterComponents(left).length === 0 ? forgetCluster(spec.name) : saveCluster(left));
}
