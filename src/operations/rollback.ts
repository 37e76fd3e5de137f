import { applyRollback } from '../upgrade/apply-rollback.ts';
import { planRollback, type Rollback } from '../upgrade/plan-rollback.ts';
import { withNotedSources } from './adopt-sources.ts';
import { insist } from './insist.ts';
import type { Operation } from './operation.ts';
import type { OperationOptions } from './option-rows.ts';
import { renderUpgrade } from './render/upgrade.ts';
import { makeUpgradeRequest, unsupplied } from './upgrade-request.ts';
import { verifyAndShow } from './verify.ts';
import { type OpenCluster, withSession } from './with-session.ts';

type RollbackOptions = Pick<OperationOptions<'revert'>, 'dryRun' | 'startTimeout' | 'verify' | 'yes'>;

/** Makes HDFS what it was when its upgrade began: what was written since is lost. Shows that first, and asks. */
export async function rollback(options: RollbackOptions, operation: Operation): Promise<void> {
  await withSession(operation, (open) => rollBack(options, open));
}

async function rollBack(options: RollbackOptions, named: OpenCluster): Promise<void> {
  const open = await withNotedSources(named);
  const { reporter } = open;
  const supply = { ...unsupplied, components: ['hadoop'] as const };
  const request = makeUpgradeRequest('bramble revert hadoop --rollback', { ...options, ...supply }, open);
  const plan = await planRollback(request);
  const { changes, state } = plan;
  reporter.line(`${changes.length === 0 ? '' : `${renderUpgrade(plan, reporter.columns)}\n\n`}${describeLoss(plan)}`);
  if (options.dryRun) return reporter.result({ changed: false, changes, since: state.since });
  const ask = 'Stop HDFS and YARN, and roll back?';
  if (state.since !== undefined) await insist({ ask, kept: 'nothing was changed' }, options, open);
  await applyRollback(request, plan, reporter.report);
  reporter.line('HDFS is what it was before its upgrade');
  await verifyAndShow(open, { jobs: options.verify }, { changed: true });
}

function describeLoss({ state: { since, version } }: Rollback): string {
  if (since === undefined) return 'HDFS is rolled back already; what is left of the way follows';
  const when = since.toISOString().slice(0, 16).replace('T', ' ');
  return `what was written to HDFS since its upgrade to ${version} began (${when} UTC) is lost, what was deleted comes back`;
}
