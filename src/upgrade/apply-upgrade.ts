import { clearStaging, openStages } from '../deploy/apply-deployment.ts';
import { artifactsOf } from '../deploy/history-entry.ts';
import { recorded } from '../deploy/recorded.ts';
import type { Report } from '../domain/events.ts';
import { BrambleError } from '../errors.ts';
import type { Batch } from '../plan/plan-batches.ts';
import { beginHdfsUpgrade } from './hdfs-states.ts';
import { withRefreshesHeld } from './hold-refreshes.ts';
import { pickStages } from './pick-stages.ts';
import type { Upgrade, UpgradeRequest } from './plan-upgrade.ts';
import { settleNodes } from './settle-nodes.ts';
import { takeBack } from './take-back.ts';
import { upgradeBatch } from './upgrade-batch.ts';
import type { UpgradeRun } from './upgrade-run.ts';

/**
 * Carries an upgrade out, batch by batch, and stops at the first sign of trouble: what failed is put back, and what was
 * done before it as the request says. Rejects with UPGRADE_FAILED then. Holds every node's lock meanwhile.
 */
export async function applyUpgrade(request: UpgradeRequest, upgrade: Upgrade, report: Report): Promise<void> {
  const hosts = [...request.hosts.values()];
  await recorded({ ...request, hosts, report, ...foreseen(upgrade) }, async (signal) => {
    const lasting = { ...request, signal };
    const stages = await openStages(lasting, upgrade.deployment, report);
    await runUpgrade({ request: lasting, upgrade, report, stages });
    await clearStaging(hosts, signal);
  });
}

function foreseen({ changes, deployment: { desired } }: Upgrade) {
  const nodes = [...new Set(changes.map(({ node }) => node))];
  return {
    changes: nodes,
    artifacts: artifactsOf(desired.flatMap(({ parts }) => parts.map(({ artifact }) => artifact))),
  };
}

async function runUpgrade(run: UpgradeRun): Promise<void> {
  const { desired, runStage } = run.stages;
  await settleNodes(run);
  await withRefreshesHeld(run, async () => {
    for (const stage of pickStages('distribute')) await runStage(stage, changing(run));
    await beginHdfsUpgrade(run);
    await runBatches(run);
  });
  for (const stage of pickStages('record')) await runStage(stage, desired);
}

function changing({ upgrade, stages }: UpgradeRun) {
  return stages.desired.filter(({ name }) => upgrade.changes.some(({ node }) => node === name));
}

async function runBatches(run: UpgradeRun): Promise<void> {
  const { batches } = run.upgrade;
  const done: Batch[] = [];
  for (const batch of batches) {
    const text = `batch ${done.length + 1} of ${batches.length}: ${batch.nodes.join(', ')} (${batch.because})`;
    run.report({ stage: 'batch', state: 'started', text });
    try {
      await upgradeBatch(run, batch, done.length + 1 === batches.length);
    } catch (error) {
      if (!(error instanceof BrambleError) || error.code === 'INTERRUPTED') throw error;
      throw await takeBack(run, { failed: batch, done, why: error });
    }
    run.report({ stage: 'batch', state: 'done', text });
    done.push(batch);
  }
}
