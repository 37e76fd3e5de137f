import { onlyComponents } from '../config/join-components.ts';
import type { ClusterFlags } from '../config/resolve-cluster.ts';
import { describeAction } from '../deploy/describe-action.ts';
import { applyRemoval, type HdfsData, planRemoval, type Removal } from '../deploy/uninstall.ts';
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
import { renderTable } from './table.ts';

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
    }
    await forget(operation, components);
    for (const line of closingWords(options, components, {
      removal,
      hosts: spec.nodes.length,
      known: clusterComponents(spec),
    }))
      reporter.line(line);
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
  { data }: Removal,
  hosts: number,
): Promise<void> {
  const files = data.length === 0 ? '' : `, ${sumMb(data)} MB of HDFS among it`;
  const words = purge ? ` and its data${files}, for good` : '';
  if (yes || (await confirm(`Remove this${words} from ${hosts} hosts?`))) return;
  throw new BrambleError('REFUSED', 'not confirmed: nothing was removed', { hint: 'answer y, or add --yes' });
}

interface Closing {
  readonly removal: Removal;
  readonly hosts: number;
  /** What the cluster had. */
  readonly known: readonly ComponentName[];
}

function closingWords(
  { purge = false }: UninstallOptions,
  components: readonly ComponentName[],
  { removal, hosts, known }: Closing,
): string[] {
  const kept = purge
    ? []
    : removal.data.map(({ host, path, sizeMb }) => `${host}: ${sizeMb} MB of HDFS stay in ${path}`);
  const again = kept.length === 0 ? [] : ['the next deploy of hadoop on these hosts takes it up again'];
  const what = components.join(' and ');
  const left = known.filter((name) => !components.includes(name));
  const rest = left.length === 0 ? [] : [`bramble deploy tells ${left.join(' and ')} that it is gone`];
  return [`${what} is removed from ${hosts} hosts${purge ? '' : '; its data was kept'}`, ...kept, ...again, ...rest];
}

function sumMb(data: readonly HdfsData[]): number {
  return data.reduce((sum, { sizeMb }) => sum + sizeMb, 0);
}

function renderRemoval({ plan }: Removal): string {
  const rows = plan.flatMap(({ node, actions }) =>
    actions.map((action) => [node, describeAction(action), action.because]),
  );
  return renderTable([['HOST', 'ACTION', 'BECAUSE'], ...rows]);
}
