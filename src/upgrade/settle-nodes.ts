import { BrambleError } from '../errors.ts';
import { mustBeWhole } from './blocks-whole.ts';
import { findTrouble } from './gate.ts';
import { pickStages } from './pick-stages.ts';
import { endForgotten } from './step-aside.ts';
import { describeFinding } from './upgrade-batch.ts';
import type { UpgradeRun } from './upgrade-run.ts';

/**
 * Brings in line what an interrupted upgrade has left: nodes that have nothing to change any more, daemons that were
 * stopped. Then nothing may be wrong with the cluster, for what is broken already would be taken for the upgrade's fault.
 */
export async function settleNodes(run: UpgradeRun): Promise<void> {
  const { stages, upgrade, request, report } = run;
  const still = stages.desired.filter(({ name }) => !upgrade.changes.some(({ node }) => node === name));
  for (const stage of pickStages('configure')) await stages.runStage(stage, still);
  for (const stage of pickStages('start')) await stages.runStage(stage, stages.desired);
  await endForgotten(run);
  report({ stage: 'preflight', state: 'started', text: 'look whether the cluster works as it is' });
  const trouble = await findTrouble(request);
  if (trouble.length === 0) {
    await mustBeWhole(run);
    return report({ stage: 'preflight', state: 'done', text: 'look whether the cluster works as it is' });
  }
  throw new BrambleError('REFUSED', 'the cluster does not work as it is, so nothing was upgraded', {
    evidence: trouble.map(describeFinding).join('\n'),
    hint: 'bramble verify tells more, bramble deploy mends what it can',
  });
}
