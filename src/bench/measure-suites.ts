import { findRunningWork } from '../deploy/members/running-work.ts';
import { BrambleError } from '../errors.ts';
import { type Bench, jobTag } from './bench.ts';
import type { BenchmarkName } from './benchmarks.ts';
import { removeTraces } from './clean.ts';
import type { BenchRecord } from './record.ts';
import { refuseShortages } from './refuse-cluster.ts';
import { type Repetition, runSequence } from './run-sequence.ts';
import type { Step } from './step.ts';
import { type ChosenSuites, type Suite, skip } from './suites.ts';

/** What came of it so far. */
export type Measured = Pick<BenchRecord, 'measurements' | 'skipped'>;

/** How it is measured. */
export interface Measuring {
  readonly settings: Pick<BenchRecord['settings'], 'runs' | 'warmUps'>;
  /** Benchmarks that are wanted; all where it is empty. */
  readonly only: readonly BenchmarkName[];
  readonly settleMs: number;
  /** Is told whenever something more was measured. */
  readonly onMeasured: (measured: Measured) => Promise<void>;
}

/** Runs the suites one after the other, and takes away what each has made. */
export async function measureSuites(
  { suites, skipped }: ChosenSuites,
  bench: Bench,
  measuring: Measuring,
): Promise<Measured> {
  const measured: Measured = { measurements: [], skipped: [...skipped] };
  for (const suite of suites) await measureSuite(suite, bench, { ...measuring, measured });
  return measured;
}

type Adding = Measuring & { readonly measured: Measured };

/** A suite that does not come up, or that there is no room for any more, is left out: the others may still be measured. */
async function measureSuite(suite: Suite, bench: Bench, adding: Adding): Promise<void> {
  try {
    await refuseShortages(bench, [suite.engine]);
    const { sequences, end } = await suite.open();
    try {
      for (const steps of sequences) if (isWanted(steps, adding.only)) await measureSequence(steps, bench, adding);
    } finally {
      await end();
    }
  } catch (error) {
    if (!(error instanceof BrambleError) || bench.signal.aborted) throw error;
    const why = [error.message, error.evidence].filter(Boolean).join(': ');
    adding.measured.skipped.push(...skip(suite.engine, adding.only, why));
  } finally {
    if (suite.engine !== 'ground') await removeTraces(bench);
  }
}

async function measureSequence(steps: readonly Step[], bench: Bench, adding: Adding): Promise<void> {
  adding.measured.measurements.push(...(await runSequence(steps, repetitionOf(bench, adding))));
  await adding.onMeasured(adding.measured);
}

function isWanted(steps: readonly Step[], only: readonly BenchmarkName[]): boolean {
  return only.length === 0 || steps.some(({ heads }) => heads.some(({ benchmark }) => only.includes(benchmark)));
}

function repetitionOf(bench: Bench, { settings, settleMs }: Measuring): Repetition {
  const { signal, report } = bench;
  const watch = { hosts: [...bench.members.hosts.values()], settleMs, signal };
  return { runs: settings.runs, warmUps: settings.warmUps, watch, findStrangers: () => findStrangers(bench), report };
}

/** Spark Connect is an application that waits, and takes nothing while nobody uses it. */
const waits = 'Connect (';

async function findStrangers(bench: Bench): Promise<string[]> {
  const running = await findRunningWork(bench.members, bench.signal);
  return running.filter((name) => !name.startsWith(waits) && !name.startsWith(jobTag(bench)));
}
