import { BrambleError } from '../errors.ts';
import { collectEvidence } from '../evidence/collect-evidence.ts';
import type { Batch } from '../plan/plan-batches.ts';
import { evidenceFolder } from '../store/evidence-folder.ts';
import { findTrouble } from './gate.ts';
import { endHdfsUpgrade } from './hdfs-states.ts';
import { type Undone, undoBatch } from './undo-batch.ts';
import { describeFinding } from './upgrade-batch.ts';
import type { UpgradeRun } from './upgrade-run.ts';

/** What worked before gets the time that it usually gets. */
const usualSettleSeconds = 120;

interface Failure {
  readonly failed: Batch;
  readonly done: readonly Batch[];
  readonly why: BrambleError;
}

/** Puts back what failed, and what was done before it unless that is to be kept. Returns the error that tells of it all. */
export async function takeBack(run: UpgradeRun, { failed, done, why }: Failure): Promise<BrambleError> {
  const { request, report } = run;
  const earlier = request.onFailure === 'revert' ? done.toReversed() : [];
  report({ stage: 'revert', state: 'note', text: `${why.message}; saving the evidence and going back` });
  const bundle = await saveEvidence(run, failed);
  const undone = new Map<string, BrambleError | 'done'>();
  for (const batch of [failed, ...earlier])
    for (const [name, outcome] of await undoBatch(run, batch.nodes)) undone.set(name, outcome);
  const stuck = [...undone].filter(([, outcome]) => outcome !== 'done').map(([name]) => name);
  const kept = request.onFailure === 'keep' ? done.flatMap(({ nodes }) => nodes) : [];
  await endHdfsUpgrade(run, [...stuck, ...kept]);
  const trouble = await findTrouble({ ...request, settleSeconds: Math.max(request.settleSeconds, usualSettleSeconds) });
  const after =
    trouble.length === 0
      ? 'the cluster works as before'
      : `what does not work now:\n${trouble.map(describeFinding).join('\n')}`;
  return new BrambleError('UPGRADE_FAILED', `${why.message}; ${describeUndone(undone, request.onFailure, done)}`, {
    evidence: [why.evidence, after, `logs and states from before going back: ${bundle}`].join('\n'),
    cause: why.cause,
    hint: hintFor(undone),
  });
}

/** Of the nodes that failed, while they still do. */
async function saveEvidence({ request, report }: UpgradeRun, { nodes }: Batch): Promise<string> {
  const { spec, hosts, signal } = request;
  const those = spec.nodes.filter(({ target }) => nodes.includes(target.name));
  const folder = evidenceFolder(spec.name);
  return await collectEvidence({ nodes: those, hosts, folder, title: 'upgrade', report, signal });
}

function describeUndone(undone: Undone, onFailure: string, done: readonly Batch[]): string {
  const back = [...undone].filter(([, outcome]) => outcome === 'done').map(([name]) => name);
  const stuck = [...undone].filter(([, outcome]) => outcome !== 'done').map(([name]) => name);
  const kept = onFailure === 'keep' ? done.flatMap(({ nodes }) => nodes) : [];
  const parts = [
    back.length === 0 ? '' : `${back.join(', ')} went back`,
    stuck.length === 0 ? '' : `${stuck.join(', ')} could not be brought back`,
    kept.length === 0 ? '' : `${kept.join(', ')} keep the new revision`,
  ];
  return parts.filter((part) => part !== '').join('; ');
}

function hintFor(undone: Undone): string {
  const stuck = [...undone].flatMap(([name, outcome]) => (outcome === 'done' ? [] : [`${name}: ${outcome.message}`]));
  return stuck.length === 0
    ? 'the bundle shows what the daemons said; mend the artifact, then upgrade again'
    : `${stuck.join('; ')}; once it answers, bramble deploy brings it in line`;
}
