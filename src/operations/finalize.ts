import { recorded } from '../deploy/recorded.ts';
import { BrambleError } from '../errors.ts';
import { finalizeRollingUpgrade } from '../upgrade/hdfs-upgrade.ts';
import { type Finalization, planFinalize } from '../upgrade/plan-finalize.ts';
import { describeHolder } from './holder.ts';
import { insist } from './insist.ts';
import type { Operation } from './operation.ts';
import type { OperationOptions } from './option-rows.ts';
import { startSeconds } from './upgrade-request.ts';
import { type OpenCluster, withSession } from './with-session.ts';

type FinalizeOptions = Pick<OperationOptions<'upgrade'>, 'components' | 'dryRun' | 'startTimeout' | 'yes'>;

/** Ends the rolling upgrade of HDFS for good. Says first what is given up, and asks. */
export async function finalize(options: FinalizeOptions, operation: Operation): Promise<void> {
  if (options.components?.some((name) => name !== 'hadoop'))
    throw new BrambleError('USAGE', '--finalize is for HDFS alone', { hint: 'bramble upgrade hadoop --finalize' });
  await withSession(operation, (open) => finalizeHdfs(options, open));
}

/** The same over connections that are open. */
export async function finalizeHdfs(options: FinalizeOptions, open: OpenCluster): Promise<void> {
  const { reporter } = open;
  const plan = await planFinalize({
    ...open,
    settleSeconds: startSeconds(options.startTimeout),
    dryRun: options.dryRun === true,
  });
  if (plan === undefined) {
    reporter.line('nothing to finalize: HDFS is not in the middle of an upgrade');
    return reporter.result({ changed: false });
  }
  const { version, since } = plan.kept ?? {};
  reporter.line(describeLoss(plan));
  if (options.dryRun) return reporter.result({ changed: false, version, since });
  await insist({ ask: 'Finalize the upgrade of HDFS?', kept: 'HDFS can still go back' }, options, open);
  await end(plan, open);
  reporter.line('the upgrade of HDFS is finalized');
  reporter.result({ changed: true, version, since });
}

function describeLoss({ kept }: Finalization): string {
  const began = kept?.since?.toISOString().slice(0, 16).replace('T', ' ');
  const what = kept === undefined ? '' : ` to ${kept.version}${began === undefined ? '' : ` (begun ${began} UTC)`}`;
  return `HDFS gives up what it kept for a way back from its upgrade${what}: afterwards neither bramble revert hadoop nor --rollback can undo it`;
}

async function end({ place }: Finalization, { hosts, signal, reporter }: OpenCluster): Promise<void> {
  const holder = describeHolder('bramble upgrade hadoop --finalize');
  const { report } = reporter;
  const undertaking = { hosts: [...hosts.values()], changes: [place.host.name], holder, report, signal };
  await recorded(undertaking, (lasting) => finalizeRollingUpgrade({ ...place, signal: lasting }));
}
