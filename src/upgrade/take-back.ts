import { clearStaging } from '../deploy/apply-deployment.ts';
import { BrambleError } from '../errors.ts';
import { type Batch, planBatches } from '../plan/plan-batches.ts';
import { asFarAsItGoes } from './as-far-as-it-goes.ts';
import { describeFinding } from './change-batch.ts';
import { findTrouble } from './gate.ts';
import { endHdfsUpgrade } from './hdfs-states.ts';
import { batchNodes } from './plan-upgrade.ts';
import { saveEvidence } from './save-evidence.ts';
import { type Outcome, type Undone, undoBatch } from './undo-batch.ts';
import type { UpgradeRun } from './upgrade-run.ts';

/** What worked before gets the time that it usually gets. */
const usualSettleSeconds = 120;

/** An upgrade that did not come to its end, with the nodes that keep the new revision all the same. */
export class UpgradeFailed extends BrambleError {
  override readonly name = 'UpgradeFailed';
  readonly kept: readonly string[];

  constructor(message: string, kept: readonly string[], context: ConstructorParameters<typeof BrambleError>[2]) {
    super('UPGRADE_FAILED', message, context);
    this.kept = kept;
  }
}

interface Failure {
  readonly failed: Batch;
  readonly done: readonly Batch[];
  readonly why: BrambleError;
}

/** Puts back what failed, and what was done before it unless that is to be kept. Returns the error that tells of it all. */
export async function takeBack(run: UpgradeRun, { failed, done, why }: Failure): Promise<BrambleError> {
  const { request, report } = run;
  const whole = withDoneBefore(run);
  const before = batchesBefore(run);
  const earlier = request.onFailure === 'revert' ? [...done.toReversed(), ...before] : [];
  report({ stage: 'revert', state: 'note', text: `${why.message}; saving the evidence and going back` });
  const evidence = await saveEvidence(run, failed);
  const undone = new Map<string, Outcome>();
  for (const batch of [failed, ...earlier])
    for (const [name, outcome] of await undoBatch(whole, batch.nodes)) undone.set(name, outcome);
  const kept = request.onFailure === 'keep' ? [...before, ...done].flatMap(({ nodes }) => nodes) : [];
  await endHdfsUpgrade(run);
  await asFarAsItGoes(run, () => clearStaging([...request.hosts.values()], request.signal));
  const trouble = await findTrouble({ ...request, settleSeconds: Math.max(request.settleSeconds, usualSettleSeconds) });
  const after =
    trouble.length === 0
      ? 'the cluster works as before'
      : `what does not work now:\n${trouble.map(describeFinding).join('\n')}`;
  return new UpgradeFailed(`${why.message}; ${describeUndone(undone, kept)}`, kept, {
    evidence: [why.evidence, after, evidence].join('\n'),
    cause: why.cause,
    hint:
      hintFor(undone) ?? why.hint ?? 'the bundle shows what the daemons said; mend the artifact, then upgrade again',
  });
}

/** Nodes that an earlier run has changed go back by the same way. */
function withDoneBefore(run: UpgradeRun): UpgradeRun {
  const { changes, doneBefore } = run.upgrade;
  return { ...run, upgrade: { ...run.upgrade, changes: [...changes, ...doneBefore] } };
}

/** In the order in which they go back. */
function batchesBefore({ request, upgrade: { deployment, doneBefore } }: UpgradeRun): Batch[] {
  return planBatches(batchNodes(deployment, doneBefore), request).toReversed();
}

/** What became of the nodes that had the new revision. */
export function describeUndone(undone: Undone, kept: readonly string[]): string {
  const back = namesWhere(undone, (outcome) => outcome === 'done');
  const same = namesWhere(undone, (outcome) => outcome === 'untouched');
  const stuck = namesWhere(undone, (outcome) => outcome instanceof BrambleError);
  const parts = [
    back.length === 0 ? '' : `${back.join(', ')} went back`,
    same.length === 0 ? '' : `${same.join(', ')} ${same.length === 1 ? 'stays as it was' : 'stay as they were'}`,
    stuck.length === 0 ? '' : `${stuck.join(', ')} could not be brought back`,
    kept.length === 0 ? '' : `${kept.join(', ')} ${kept.length === 1 ? 'keeps' : 'keep'} the new revision`,
  ];
  return parts.filter((part) => part !== '').join('; ');
}

function namesWhere(undone: Undone, is: (outcome: Outcome) => boolean): string[] {
  return [...undone].filter(([, outcome]) => is(outcome)).map(([name]) => name);
}

function hintFor(undone: Undone): string | undefined {
  const stuck = [...undone].flatMap(([name, outcome]) =>
    outcome instanceof BrambleError ? [`${name}: ${outcome.message}`] : [],
  );
  return stuck.length === 0
    ? undefined
    : `${stuck.join('; ')}; once it answers, bramble status tells what it runs, and bramble revert takes it back from the new revision`;
}
