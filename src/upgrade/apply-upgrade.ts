import { clearStaging } from '../deploy/apply-deployment.ts';
import type { Report } from '../domain/events.ts';
import { isFailure } from '../errors.ts';
import type { Batch } from '../plan/plan-batches.ts';
import { changeBatch } from './change-batch.ts';
import { beginHdfsUpgrade } from './hdfs-states.ts';
import { type Renew, withRefreshesHeld } from './hold-refreshes.ts';
import type { Upgrade, UpgradeRequest } from './plan-upgrade.ts';
import { settleNodes } from './settle-nodes.ts';
import { takeBack } from './take-back.ts';
import { nodesOf, runStages, type UpgradeRun, withRun } from './upgrade-run.ts';

/**
 * Carries an upgrade out, batch by batch, and stops at the first sign of trouble: what failed is put back, and what was
 * done before it as the request says. Rejects with UPGRADE_FAILED then. Holds every node's lock meanwhile.
 */
export async function applyUpgrade(request: UpgradeRequest, upgrade: Upgrade, report: Report): Promise<void> {
  await withRun(request, upgrade, { report, work: runUpgrade });
}

async function runUpgrade(run: UpgradeRun): Promise<void> {
  const { desired } = run.stages;
  const changing = nodesOf(run.upgrade.changes);
  await settleNodes(run);
  await withRefreshesHeld(run, async (renew) => {
    await runStages(
      run,
      ['distribute'],
      desired.filter(({ name }) => changing.includes(name)),
    );
    await beginHdfsUpgrade(run);
    await runBatches(run, renew);
  });
  await runStages(run, ['record'], desired);
  await clearStaging([...run.request.hosts.values()], run.request.signal);
}

async function runBatches(run: UpgradeRun, renew: Renew): Promise<void> {
  const { batches } = run.upgrade;
  const done: Batch[] = [];
  for (const batch of batches) {
    const text = `batch ${done.length + 1} of ${batches.length}: ${batch.nodes.join(', ')} (${batch.because})`;
    run.report({ stage: 'batch', state: 'started', text });
    await renew();
    try {
      await upgradeBatch(run, batch);
    } catch (error) {
      if (!isFailure(error) || run.request.signal?.aborted) throw error; // the next command continues from here
      throw await takeBack(run, { failed: batch, done, why: error });
    }
    run.report({ stage: 'batch', state: 'done', text });
    done.push(batch);
  }
}

async function upgradeBatch(run: UpgradeRun, batch: Batch): Promise<void> {
  await changeBatch(run, batch, {
    what: 'the new revision',
    change: (desired) => runStages(run, ['install', 'configure', 'start'], desired),
  });
  await runStages(
    run,
    ['record'],
    run.stages.desired.filter(({ name }) => batch.nodes.includes(name)),
  );
}
