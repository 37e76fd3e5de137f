import { clusterComponents } from '../domain/cluster.ts';
import { type ClusterSession, openSession } from '../session/cluster-session.ts';
import { applyRevert } from '../upgrade/apply-revert.ts';
import { planRevert } from '../upgrade/plan-revert.ts';
import { refuseRevert } from '../upgrade/refuse-revert.ts';
import { type Operation, runOperation } from './operation.ts';
import { renderUpgrade } from './render-upgrade.ts';
import { verifyAndShow } from './run-verify.ts';
import { type BatchOptions, makeUpgradeRequest, mustHave } from './upgrade-request.ts';

/** Plans, shows and carries out the way back, and verifies what came of it. */
export async function runRevert(options: BatchOptions): Promise<void> {
  await runOperation(options, async (operation) => {
    const session = await openSession(operation.spec, operation.reach, operation.reporter.report);
    try {
      await revertCluster(options, { ...operation, ...session });
    } finally {
      await session.close();
    }
  });
}

const asInstalled = { asInstalled: true } as const;

async function revertCluster(options: BatchOptions, cluster: Operation & ClusterSession): Promise<void> {
  const { reporter, spec } = cluster;
  const components = mustHave(options.components ?? clusterComponents(spec), spec);
  const supply = { components, wanted: { hadoop: asInstalled, spark: asInstalled }, provide: async () => [] };
  const what = `bramble revert ${components.join(' ')}`;
  const request = makeUpgradeRequest(what, { ...options, ...supply }, cluster);
  const revert = await planRevert(request);
  const { changes, batches } = revert;
  reporter.line(renderUpgrade(revert));
  await refuseRevert(request, revert);
  if (options.dryRun) return reporter.result({ changed: false, changes, batches });
  await applyRevert(request, revert, reporter.report);
  reporter.line(`${components.join(' and ')} went back on ${new Set(changes.map(({ node }) => node)).size} hosts`);
  await verifyAndShow(cluster, { jobs: options.verify ?? true }, { changed: true });
}
