import { describeAction } from '../deploy/describe-action.ts';
import { applyRemoval, planRemoval } from '../deploy/uninstall.ts';
import type { NodePlan } from '../domain/actions.ts';
import type { ComponentName } from '../domain/roles.ts';
import { BrambleError } from '../errors.ts';
import { openSession } from '../session/cluster-session.ts';
import { forgetCluster } from '../store/cluster-store.ts';
import { confirm } from './ask.ts';
import type { ClusterOptions } from './cluster-options.ts';
import { describeHolder } from './holder.ts';
import { type Operation, runOperation } from './operation.ts';
import { renderTable } from './table.ts';

export type UninstallOptions = ClusterOptions & {
  readonly purge?: boolean;
  readonly yes?: boolean;
  readonly dryRun?: boolean;
};

/** Shows what would be removed, asks, and removes it. */
export async function runUninstall(component: string, options: UninstallOptions): Promise<void> {
  await runOperation(options, (operation) => uninstall(component as ComponentName, options, operation)); // commander checked the word
}

async function uninstall(component: ComponentName, options: UninstallOptions, operation: Operation): Promise<void> {
  const { spec, reach, signal, reporter } = operation;
  const session = await openSession(spec, reach, reporter.report);
  try {
    const holder = describeHolder(`bramble uninstall ${component}`);
    const request = { component, purge: options.purge ?? false, hosts: session.hosts, holder, signal };
    const plan = await planRemoval(request);
    const isEmpty = plan.every(({ actions }) => actions.length === 0);
    reporter.line(isEmpty ? 'nothing to remove' : renderRemoval(plan));
    if (options.dryRun) return reporter.result({ removed: false, plan });
    if (!isEmpty) {
      await insist(options, spec.nodes.length);
      await applyRemoval(request, plan, reporter.report);
    }
    await forgetCluster(spec.name);
    reporter.line(
      `${component} is removed from ${spec.nodes.length} hosts${options.purge ? '' : '; its data was kept'}`,
    );
    reporter.result({ removed: !isEmpty, plan });
  } finally {
    await session.close();
  }
}

async function insist({ yes = false, purge = false }: UninstallOptions, hosts: number): Promise<void> {
  const data = purge ? ' and its data, for good' : '';
  if (yes || (await confirm(`Remove this${data} from ${hosts} hosts?`))) return;
  throw new BrambleError('REFUSED', 'not confirmed: nothing was removed', { hint: 'answer y, or add --yes' });
}

function renderRemoval(plan: readonly NodePlan[]): string {
  const rows = plan.flatMap(({ node, actions }) =>
    actions.map((action) => [node, describeAction(action), action.because]),
  );
  return renderTable([['HOST', 'ACTION', 'BECAUSE'], ...rows]);
}
