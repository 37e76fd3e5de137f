import { clusterComponents } from '../domain/cluster.ts';
import { BrambleError } from '../errors.ts';
import { applyRevert } from '../upgrade/apply-revert.ts';
import { planRevert } from '../upgrade/plan-revert.ts';
import { refuseRevert } from '../upgrade/refuse-revert.ts';
import { withNotedSources } from './adopt-sources.ts';
import type { Operation } from './operation.ts';
import type { OperationOptions } from './option-rows.ts';
import { renderUpgrade } from './render/upgrade.ts';
import { makeUpgradeRequest, mustHave, unsupplied } from './upgrade-request.ts';
import { verifyAndShow } from './verify.ts';
import { type OpenCluster, withSession } from './with-session.ts';

/** Options of `revert`. */
type RevertOptions = OperationOptions<'revert'>;

/** Plans, shows and carries out the way back, and verifies what came of it; or rolls HDFS back. */
export async function revert(
  { rollback: undoes = false, ...options }: RevertOptions,
  operation: Operation,
): Promise<void> {
  if (!undoes) return await withSession(operation, (cluster) => revertCluster(options, cluster));
  if (options.components?.some((name) => name !== 'hadoop'))
    throw new BrambleError('USAGE', '--rollback is for HDFS alone', { hint: 'bramble revert hadoop --rollback' });
  const { rollback } = await import('./rollback.ts');
  await rollback(options, operation);
}

async function revertCluster(options: Omit<RevertOptions, 'rollback'>, named: OpenCluster): Promise<void> {
  const cluster = await withNotedSources(named);
  const { reporter, spec } = cluster;
  const components = mustHave(options.components ?? clusterComponents(spec), spec);
  const what = `bramble revert ${components.join(' ')}`;
  const request = makeUpgradeRequest(what, { ...options, ...unsupplied, components }, cluster);
  const way = await planRevert(request);
  const { changes, batches } = way;
  if (changes.length > 0) reporter.line(renderUpgrade(way, reporter.columns));
  else reporter.line('all nodes are back; what an interrupted command has left is brought in line');
  await refuseRevert(request, way);
  if (options.dryRun) return reporter.result({ changed: false, changes, batches });
  await applyRevert(request, way, reporter.report);
  reporter.line(`${components.join(' and ')} went back on ${new Set(changes.map(({ node }) => node)).size} hosts`);
  await verifyAndShow(cluster, { jobs: options.verify }, { changed: true });
}
