import { openStages } from '../deploy/apply-deployment.ts';
import { planDeployment } from '../deploy/plan-deployment.ts';
import type { Report } from '../domain/events.ts';
import { BrambleError, isFailure } from '../errors.ts';
import type { Batch } from '../plan/plan-batches.ts';
import type { Finding } from '../verify/finding.ts';
import { changeBatch } from './change-batch.ts';
import { endHdfsUpgrade } from './hdfs-states.ts';
import { type Renew, withRefreshesHeld } from './hold-refreshes.ts';
import type { Upgrade, UpgradeRequest } from './plan-upgrade.ts';
import { saveEvidence } from './save-evidence.ts';
import { settleAsFarAsItGoes } from './settle-nodes.ts';
import { nodesOf, runStages, type UpgradeRun, withRun } from './upgrade-run.ts';

/** Goes back on all nodes, batch by batch, and stops where one does not work. Holds every node's lock meanwhile. */
export async function applyRevert(request: UpgradeRequest, revert: Upgrade, report: Report): Promise<void> {
  await withRun(request, revert, { report, work: runRevert });
}

async function runRevert(run: UpgradeRun): Promise<void> {
  const known = await settleAsFarAsItGoes(run);
  await withRefreshesHeld(run, (renew) => revertBatches(run, known, renew));
  await endHdfsUpgrade(run);
  await noteWhatRuns(run);
}

async function revertBatches(run: UpgradeRun, known: readonly Finding[], renew: Renew): Promise<void> {
  const done: string[] = [];
  for (const batch of run.upgrade.batches) {
    await renew();
    try {
      await revertBatch(run, batch, known);
    } catch (error) {
      if (!isFailure(error) || run.request.signal?.aborted) throw error;
      throw await withEvidence(run, { failed: batch, done, why: error });
    }
    done.push(...batch.nodes);
  }
}

async function revertBatch(run: UpgradeRun, batch: Batch, known: readonly Finding[]): Promise<void> {
  await changeBatch(run, batch, {
    what: 'the revision of before',
    known,
    change: async (desired) => {
      await revertNodes(run, batch.nodes);
      await runStages(run, ['configure', 'start'], desired);
    },
  });
}

interface Failure {
  readonly failed: Batch;
  readonly done: readonly string[];
  readonly why: BrambleError;
}

async function withEvidence(run: UpgradeRun, { failed, done, why }: Failure): Promise<BrambleError> {
  const bundle = await saveEvidence(run, failed);
  const still = nodesOf(run.upgrade.changes).filter((name) => ![...done, ...failed.nodes].includes(name));
  const parts = [
    why.message,
    ...(done.length === 0 ? [] : [`${done.join(', ')} went back`]),
    ...(still.length === 0 ? [] : [`not yet: ${still.join(', ')}`]),
  ];
  return new BrambleError('UPGRADE_FAILED', parts.join('; '), {
    evidence: [why.evidence, bundle].join('\n'),
    cause: why.cause,
    hint: 'the bundle shows what the daemons said; the same command goes on from here',
  });
}

/** Has nodes go back to the revision before the running one. */
export async function revertNodes(run: UpgradeRun, nodes: readonly string[]): Promise<void> {
  await run.stages.act(
    'revert',
    nodes.flatMap((name) => wayBack(run, name)),
  );
}

function wayBack({ request, upgrade: { changes, deployment } }: UpgradeRun, name: string) {
  const host = request.hosts.get(name);
  if (host === undefined) return [];
  const actions = changes.flatMap(({ node, component, from }) => {
    const packaging = deployment.facts.get(name)?.installed[component]?.packaging;
    if (node !== name || packaging === undefined) return [];
    return [{ kind: 'revert', component, packaging, because: `${from.version} is to go` } as const];
  });
  return [{ host, actions }];
}

/** The notes name what is installed, which another look has to tell. */
export async function noteWhatRuns(run: UpgradeRun): Promise<void> {
  const stages = await openStages(run.request, await planDeployment(run.request), run.report);
  await runStages({ ...run, stages }, ['record'], stages.desired);
}
