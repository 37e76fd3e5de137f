import { BrambleError, HostsFailed } from '../errors.ts';
import type { Batch } from '../plan/plan-batches.ts';
import type { Finding, RungName } from '../verify/finding.ts';
import { passGate } from './gate.ts';
import { pickStages } from './pick-stages.ts';
import { stepAside, stepBack } from './step-aside.ts';
import type { UpgradeRun } from './upgrade-run.ts';

/** Why a batch does not work: in the words of its hosts, or what the gate found. */
export class BatchFailed extends BrambleError {
  override readonly name = 'BatchFailed';

  constructor(batch: Batch, reasons: readonly string[], cause?: unknown) {
    super('UPGRADE_FAILED', `${batch.nodes.join(', ')} did not work with the new revision`, {
      evidence: reasons.join('\n'),
      cause,
    });
  }
}

/** Brings one batch to the new revision and looks whether the cluster works with it. Rejects with BatchFailed. */
export async function upgradeBatch(run: UpgradeRun, batch: Batch, isLast: boolean): Promise<void> {
  const { request, stages, report } = run;
  const desired = stages.desired.filter(({ name }) => batch.nodes.includes(name));
  try {
    await stepAside(run, batch.nodes);
    for (const stage of pickStages('install', 'configure', 'start')) await stages.runStage(stage, desired);
    await stepBack(run, batch.nodes);
  } catch (error) {
    throw asBatchFailure(batch, error);
  }
  const gate = { nodes: batch.nodes, notYet: isLast ? [] : rungsNotYet(run) };
  const findings = await passGate(request, gate, report).catch((error: unknown) => {
    throw asBatchFailure(batch, error);
  });
  if (findings.length > 0) throw new BatchFailed(batch, findings.map(describeFinding));
  for (const stage of pickStages('record')) await stages.runStage(stage, desired);
}

/** Workers of one version of Spark do not register with a master of another. */
function rungsNotYet({ upgrade }: UpgradeRun): RungName[] {
  const isMixed = upgrade.changes.some(
    ({ component, from, to }) => component === 'spark' && from.version !== to.version,
  );
  return isMixed ? ['workers'] : [];
}

function asBatchFailure(batch: Batch, error: unknown): unknown {
  if (!(error instanceof BrambleError) || error.code === 'INTERRUPTED') return error;
  const failures = error instanceof HostsFailed ? error.failures : [error];
  return new BatchFailed(batch, failures.map(describeFailure), error);
}

function describeFailure({ host = '', message, evidence = '' }: BrambleError): string {
  return [`${host}: ${message}`, ...evidence.split('\n').filter((line) => line !== '')].join('\n');
}

/** A finding as one line, with where it was made. */
export function describeFinding({ node, role, detail }: Finding): string {
  const place = [node, role].filter((part) => part !== undefined).join(' ');
  return place === '' ? detail : `${place}: ${detail}`;
}
