import { recorded } from '../deploy/recorded.ts';
import { BrambleError } from '../errors.ts';
import { openSession } from '../session/cluster-session.ts';
import { gatherAll } from '../session/gather.ts';
import { finalizeRollingUpgrade, findNameNode, isUpgrading } from '../upgrade/hdfs-upgrade.ts';
import type { ClusterOptions } from './cluster-options.ts';
import { describeHolder } from './holder.ts';
import { type Operation, runOperation } from './operation.ts';

/** Ends the rolling upgrade of HDFS for good. */
export async function runFinalize(options: ClusterOptions): Promise<void> {
  await runOperation(options, async (operation) => {
    const session = await openSession(operation.spec, operation.reach, operation.reporter.report);
    try {
      await finalize(operation, session.hosts);
    } finally {
      await session.close();
    }
  });
}

type Hosts = Awaited<ReturnType<typeof openSession>>['hosts'];

async function finalize({ spec, signal, reporter }: Operation, hosts: Hosts): Promise<void> {
  const facts = await gatherAll([...hosts.values()], signal);
  const place = findNameNode({ spec, hosts, facts }, signal);
  if (place === undefined) throw new BrambleError('USAGE', `the cluster ${spec.name} has no HDFS`);
  if (!(await isUpgrading(place))) {
    reporter.line('nothing to finalize: HDFS is not in the middle of an upgrade');
    return reporter.result({ changed: false });
  }
  const holder = describeHolder('bramble upgrade hadoop --finalize');
  const { report } = reporter;
  const undertaking = { hosts: [...hosts.values()], changes: [place.host.name], holder, report, signal };
  await recorded(undertaking, (lasting) => finalizeRollingUpgrade({ ...place, signal: lasting }));
  reporter.line('the upgrade of HDFS is finalized');
  reporter.result({ changed: true });
}
