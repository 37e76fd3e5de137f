import { BrambleError, HostsFailed, isFailure } from '../errors.ts';
import type { Batch } from '../plan/plan-batches.ts';
import type { DesiredNode } from '../plan/plan-node.ts';
import type { Finding, RungName } from '../verify/finding.ts';
import { asFarAsItGoes } from './as-far-as-it-goes.ts';
import { passGate } from './gate.ts';
import type { Upgrade } from './plan-upgrade.ts';
import { stepAside, stepBack } from './step-aside.ts';
import type { UpgradeRun } from './upgrade-run.ts';

/** Why a batch does not work: in the words of its hosts, or what the gate found. */
class BatchFailed extends BrambleError {
  override readonly name = 'BatchFailed';

  constructor(message: string, reasons: readonly string[], { cause, hint }: { cause?: unknown; hint?: string } = {}) {
    super('UPGRADE_FAILED', message, { evidence: reasons.join('\n'), cause, hint });
  }
}

interface BatchChange {
  /** What its nodes get, for people. */
  readonly what: string;
  /** What does not work in the cluster, and need not work before the last batch. */
  readonly known?: readonly Finding[];
  readonly change: (nodes: readonly DesiredNode[]) => Promise<void>;
}

/** Takes work from a batch, changes it, gives it work again, and looks whether the cluster works. Rejects with BatchFailed. */
export async function changeBatch(
  run: UpgradeRun,
  batch: Batch,
  { what, change, known = [] }: BatchChange,
): Promise<void> {
  const { request, stages, upgrade, report } = run;
  const names = batch.nodes.join(', ');
  let failed = `${names} could not be spared, so nothing was changed there`;
  const isLast = batch === upgrade.batches.at(-1);
  const help = (isNeeded: boolean, work: () => Promise<void>) => (isNeeded ? work() : asFarAsItGoes(run, work));
  const isWell = known.length === 0;
  try {
    await help(isWell, () => stepAside(run, batch.nodes));
    failed = `${names} did not work with ${what}`;
    await change(stages.desired.filter(({ name }) => batch.nodes.includes(name)));
    await help(isWell || isLast, () => stepBack(run, batch.nodes));
    const gate = isLast ? { notYet: [], known: [] } : { notYet: rungsNotYet(upgrade.changes), known };
    const findings = await passGate(request, { nodes: batch.nodes, ...gate }, report);
    if (findings.length > 0) throw new BatchFailed(failed, findings.map(describeFinding));
  } catch (error) {
    throw asBatchFailure(failed, error);
  }
}

/** Workers of one version of Spark do not register with a master of another. */
export function rungsNotYet(changes: Upgrade['changes']): RungName[] {
  const isMixed = changes.some(({ component, from, to }) => component === 'spark' && from.version !== to.version);
  return isMixed ? ['workers'] : [];
}

function asBatchFailure(message: string, error: unknown): unknown {
  if (!isFailure(error) || error instanceof BatchFailed) return error;
  const failures = error instanceof HostsFailed ? error.failures : [error];
  const hint = failures.map((one) => one.hint).find((text) => text !== undefined);
  return new BatchFailed(message, failures.map(describeFailure), { cause: error, ...(hint && { hint }) });
}

function describeFailure({ host = '', message, evidence = '' }: BrambleError): string {
  return [`${host}: ${message}`, ...evidence.split('\n').filter((line) => line !== '')].join('\n');
}

/** A finding as one line, with where it was made. */
export function describeFinding({ node, role, detail }: Finding): string {
  const place = [node, role].filter((part) => part !== undefined).join(' ');
  return place === '' ? detail : `${place}: ${detail}`;
}
