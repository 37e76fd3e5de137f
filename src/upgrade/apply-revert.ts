import { openStages } from '../deploy/apply-deployment.ts';
import { planDeployment } from '../deploy/plan-deployment.ts';
import { recorded } from '../deploy/recorded.ts';
import { applyToNodes } from '../deploy/stage.ts';
import type { Report } from '../domain/events.ts';
import { Secret } from '../domain/secret.ts';
import type { Batch } from '../plan/plan-batches.ts';
import { passGate } from './gate.ts';
import { endHdfsUpgrade } from './hdfs-states.ts';
import { withRefreshesHeld } from './hold-refreshes.ts';
import { pickStages } from './pick-stages.ts';
import type { Upgrade, UpgradeRequest } from './plan-upgrade.ts';
import { stepAside, stepBack } from './step-aside.ts';
import { BatchFailed, describeFinding } from './upgrade-batch.ts';
import type { UpgradeRun } from './upgrade-run.ts';

/** Goes back on all nodes, batch by batch, and stops where one does not work. Holds every node's lock meanwhile. */
export async function applyRevert(request: UpgradeRequest, revert: Upgrade, report: Report): Promise<void> {
  const hosts = [...request.hosts.values()];
  const changes = [...new Set(revert.changes.map(({ node }) => node))];
  await recorded({ ...request, hosts, report, changes }, async (signal) => {
    const lasting = { ...request, signal };
    const run = {
      request: lasting,
      upgrade: revert,
      report,
      stages: await openStages(lasting, revert.deployment, report),
    };
    await withRefreshesHeld(run, async () => {
      for (const batch of revert.batches) await revertBatch(run, batch);
    });
    await endHdfsUpgrade(run, []);
    await noteWhatRuns(run);
  });
}

async function revertBatch(run: UpgradeRun, batch: Batch): Promise<void> {
  const { request, upgrade, stages, report } = run;
  await stepAside(run, batch.nodes);
  await applyToNodes(
    'revert',
    batch.nodes.flatMap((name) => wayBack(run, name)),
    { secret: unused, signal: request.signal, report },
  );
  const desired = stages.desired.filter(({ name }) => batch.nodes.includes(name));
  for (const stage of pickStages('configure', 'start')) await stages.runStage(stage, desired);
  await stepBack(run, batch.nodes);
  const isLast = batch === upgrade.batches.at(-1);
  const findings = await passGate(request, { nodes: batch.nodes, notYet: isLast ? [] : ['workers'] }, report);
  if (findings.length > 0) throw new BatchFailed(batch, findings.map(describeFinding));
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
async function noteWhatRuns({ request, report }: UpgradeRun): Promise<void> {
  const now = await planDeployment(request);
  const { desired, runStage } = await openStages(request, now, report);
  for (const stage of pickStages('record')) await runStage(stage, desired);
}

const unused = new Secret('');
