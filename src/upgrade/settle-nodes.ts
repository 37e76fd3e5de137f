import { BrambleError } from '../errors.ts';
import { findTrouble } from './gate.ts';
import { pickStages } from './pick-stages.ts';
import { endForgotten } from './step-aside.ts';
import { describeFinding } from './upgrade-batch.ts';
import type { UpgradeRun } from './upgrade-run.ts';

/**
 * Brings nodes in line that have nothing to change, such as one on which an interrupted upgrade stopped the daemons;
 * then nothing may be wrong with the cluster, for what is broken already would be taken for the upgrade's fault.
 */
export async function settleNodes(run: UpgradeRun): Promise<void> {
  const { stages, upgrade, request, report } = run;
  const still = stages.desired.filter(({ name }) => !upgrade.changes.some(({ node }) => node === name));
  for (const stage of pickStages('configure', 'start')) await stages.runStage(stage, still);
  await endForgotten(run);
  report({ stage: 'preflight', state: 'started', text: 'look whether the cluster works as it is' });
  const trouble = await findTrouble(request);
  if (trouble.length === 0) return report({ stage: 'preflight', state: 'done', text: 'the cluster works as it is' });
  throw new BrambleError('REFUSED', 'the cluster does not work as it is, so nothing was upgraded', {
    evidence: trouble.map(describeFinding).join('\n'),
    hint: 'bramble verify tells more, bramble deploy mends what it can',
  });
}
