import type { Finding } from '../verify/finding.ts';
import { asFarAsItGoes } from './as-far-as-it-goes.ts';
import { mustBeWhole } from './blocks-whole.ts';
import { findTrouble } from './gate.ts';
import { endForgotten } from './into-service.ts';
import { mustWork } from './must-work.ts';
import { membersOf, nodesOf, runStages, type UpgradeRun } from './upgrade-run.ts';

/** Brings in line what an interrupted upgrade has left, and then looks what was not worth looking at before. */
export async function settleNodes(run: UpgradeRun): Promise<void> {
  if (run.upgrade.leftOver.length === 0) return;
  await bringInLine(run);
  await mustWork(run.request, run.upgrade, run.report);
}

/** The same on all nodes, where they are to go back. Tells what does not work: that is not held against the revision of before. */
export async function settleAsFarAsItGoes(run: UpgradeRun): Promise<readonly Finding[]> {
  await asFarAsItGoes(run, () => bringInLine(run));
  const trouble = await findTrouble(run.request);
  const { components, drainSeconds: limitSeconds, signal } = run.request;
  if (components.includes('hadoop'))
    await asFarAsItGoes(run, () => mustBeWhole(membersOf(run), { limitSeconds, signal }));
  return trouble;
}

/** Nodes that have nothing to change any more, daemons that were stopped, DataNodes in maintenance. */
async function bringInLine(run: UpgradeRun): Promise<void> {
  const { stages, upgrade } = run;
  const changing = nodesOf(upgrade.changes);
  const still = stages.desired.filter(({ name }) => !changing.includes(name));
  await runStages(run, ['configure'], still);
  await runStages(run, ['start'], stages.desired);
  await endForgotten(run);
}
