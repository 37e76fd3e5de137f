import type { Report } from '../domain/events.ts';
import { BrambleError } from '../errors.ts';
import { benchmarks } from './benchmarks.ts';
import { disturbancesIn } from './judge-conditions.ts';
import type { Measurement, Run } from './record.ts';
import type { Head, Outcome, Step } from './step.ts';
import { type Watch, watched } from './watch.ts';

/** How often, and under whose eyes. */
export interface Repetition {
  readonly runs: number;
  readonly warmUps: number;
  readonly watch: Watch;
  /** What others run on the cluster at this moment. */
  readonly findStrangers: () => Promise<readonly string[]>;
  readonly report: Report;
}

/**
 * Repeats some steps one after the other, and half as often again where a run was disturbed. What a step finds to be
 * wrong is wrong in the steps before it, too: they made what it checks. What a step would have checked that came to nothing
 * itself does not count either; after a run that came to nothing there is no other.
 */
export async function runSequence(steps: readonly Step[], repetition: Repetition): Promise<Measurement[]> {
  const { runs, warmUps } = repetition;
  for (let round = 1; round <= warmUps; round += 1) await runRound(steps, { ...repetition, text: `warm-up ${round}` });
  const rounds: Run[][] = [];
  const most = runs + Math.floor(runs / 2);
  while (rounds.length < most && isWanting(rounds, runs)) {
    const round = await runRound(steps, { ...repetition, text: `run ${rounds.length + 1} of ${runs}` });
    rounds.push(blameEarlier(steps, round));
    if (!round.every(hasFigure)) break;
  }
  const heads = steps.flatMap((step) => step.heads);
  return heads.map((head, at) => ({ ...describe(head), warmUps, runs: rounds.flatMap((round) => round[at] ?? []) }));
}

function isWanting(rounds: readonly (readonly Run[])[], runs: number): boolean {
  const good = rounds.filter((round) => round.every(({ valid, disturbed }) => valid && !disturbed));
  const disturbed = rounds.filter((round) => round.some((run) => run.disturbed));
  return rounds.length < runs || (disturbed.length > 0 && good.length < runs);
}

function describe(head: Head): Omit<Measurement, 'warmUps' | 'runs'> {
  const { title, unit, better } = benchmarks[head.benchmark];
  return { title, unit, better, ...head };
}

/** In the order of the steps' heads; it ends with the first step that came to nothing. */
async function runRound(steps: readonly Step[], round: Repetition & { readonly text: string }): Promise<Run[]> {
  const done: Run[] = [];
  for (const step of steps) {
    tell(step, round);
    const runs = await runStep(step, round);
    done.push(...runs);
    if (!runs.every(hasFigure)) break;
  }
  return done;
}

function tell({ heads }: Step, { report, text }: Repetition & { readonly text: string }): void {
  const [first] = heads;
  if (first === undefined) return;
  const on = first.node ?? `${first.engine}, ${first.workers} ${first.workers === 1 ? 'node' : 'nodes'}`;
  report({ stage: 'bench', state: 'started', text: `${benchmarks[first.benchmark].title} (${on}): ${text}` });
}

async function runStep(step: Step, { watch, findStrangers }: Repetition): Promise<Run[]> {
  const before = await findStrangers();
  const { result, conditions } = await watched(watch, () => timed(() => outcomesOf(step)));
  const strangers = new Set([...before, ...(await findStrangers())]);
  const disturbances = [...[...strangers].map(nameStranger), ...disturbancesIn(conditions)];
  const { outcomes, started, finished } = result;
  return outcomes.map(({ value, valid, reason, details = {} }) => ({
    value,
    valid,
    disturbed: disturbances.length > 0,
    reasons: [...(reason === undefined ? [] : [reason]), ...disturbances],
    started,
    finished,
    conditions,
    details,
  }));
}

function nameStranger(name: string): string {
  return `another application ran: ${name}`;
}

async function timed<T>(work: () => Promise<T>) {
  const started = new Date().toISOString();
  const outcomes = await work();
  return { outcomes, started, finished: new Date().toISOString() };
}

/** A failure is a result: the next benchmark may still be measured. */
async function outcomesOf({ heads, run }: Step): Promise<readonly Outcome[]> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof BrambleError) || error.code === 'INTERRUPTED') throw error;
    const reason = [error.host, error.message, error.evidence].filter((part) => part !== undefined).join(': ');
    return heads.map(() => ({ value: null, valid: false, reason }));
  }
}

/** Marks what came before a run that is not valid: what it found wrong, and what nobody came to check. */
function blameEarlier(steps: readonly Step[], round: readonly Run[]): Run[] {
  const at = round.findLastIndex(({ valid }) => !valid);
  const faulty = round[at];
  if (faulty === undefined) return [...round];
  const makers = steps.flatMap((step) => step.heads.map(() => step));
  const isBlamed = (index: number) => index < at && (hasFigure(faulty) || makers[index]?.isCheckedLater === true);
  const fault = hasFigure(faulty) ? 'what it made did not stand the check' : 'what it made was not checked';
  const reason = `${fault}: ${faulty.reasons[0] ?? ''}`;
  return round.map((run, index) =>
    isBlamed(index) && run.valid ? { ...run, valid: false, reasons: [reason, ...run.reasons] } : run,
  );
}

/** A run without one failed or took too long: it says nothing about what others have made. */
function hasFigure({ value }: Run): boolean {
  return value !== null;
}
