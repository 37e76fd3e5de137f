import type { Bench } from './bench.ts';
import { type Executor, type Extent, extentOf, placeFault } from './executors.ts';
import { groups, type Results, remainders, type SparkBenchmark, sparkJudges, wordsInLine } from './judge-spark.ts';
import type { Sizes } from './scale.ts';
import { coresFor, countTasks, type SparkWish, submitOptions } from './spark-options.ts';
import { type Answer, type SparkProgram, startSparkProgram } from './spark-program.ts';
import { startAgain } from './start-again.ts';
import type { Head, OpenSuite, Outcome, Step } from './step.ts';
import { hasRole } from './workers.ts';

// Where others have taken all executors, it would wait for as long as they do.
const startLimitMs = 300_000;

/** Starts one application for all of Spark’s benchmarks: what is measured is work, not the start of a JVM. */
export async function openSparkSuite(bench: Bench, wish: SparkWish): Promise<OpenSuite> {
  const withHdfs = hasRole('namenode', bench);
  const { program, executors } = await startAgain(() => startReady(bench, wish, withHdfs), bench);
  const extent = extentFor(wish, executors?.after ?? []);
  return { sequences: sparkSequences({ bench, wish, program, extent, withHdfs }), end: program.end };
}

async function startReady(bench: Bench, wish: SparkWish, withHdfs: boolean) {
  const program = await startSparkProgram(bench, submitOptions(bench, wish), withHdfs);
  try {
    return { program, ...(await program.ask({ do: 'ready', tasks: countTasks(bench) }, startLimitMs)) };
  } catch (error) {
    await program.end();
    throw error;
  }
}

/** On YARN, containers go where there is room: how many nodes that is shows only once they are there. */
export function extentFor({ engine, workers }: SparkWish, executors: readonly Executor[]): Extent {
  return engine === 'spark-yarn' ? extentOf(executors) : { nodes: workers, executors: workers };
}

interface Open {
  readonly bench: Bench;
  readonly wish: SparkWish;
  readonly program: SparkProgram;
  /** Where its tasks are to run. */
  readonly extent: Extent;
  readonly withHdfs: boolean;
}

/** What each benchmark counts, and of what form it is, in the order in which they are run. */
const works = {
  pi: { counts: 'samples', form: {} },
  'word-count': { counts: 'lines', form: { words: wordsInLine } },
  sort: { counts: 'rows', form: {} },
  sql: { counts: 'sales', form: { groups, remainders } },
} as const satisfies Readonly<
  Record<SparkBenchmark, { readonly counts: keyof Sizes; readonly form: Readonly<Record<string, number>> }>
>;

function sparkSequences(open: Open): Step[][] {
  return (Object.keys(works) as SparkBenchmark[]).map((benchmark) => [sparkStep(benchmark, open)]); // its own keys
}

function sparkStep(benchmark: SparkBenchmark, open: Open): Step {
  const { bench, program, extent } = open;
  const { counts, form } = works[benchmark];
  const count = bench.sizes[counts];
  const order = { do: benchmark, count, tasks: countTasks(bench), ...form };
  return {
    heads: [{ benchmark, ...headOf(open), ...aboutInput(benchmark, open) }],
    run: async () => [outcomeOf(benchmark, await program.ask(order), { extent, count })],
  };
}

/** A table in columns is packed: how many bytes it takes is not known before it is there. */
function aboutInput(benchmark: SparkBenchmark, { bench: { sizes }, withHdfs }: Open): Pick<Head, 'size' | 'input'> {
  const input = withHdfs ? 'hdfs' : 'workers';
  const rows = sizes[works[benchmark].counts];
  if (benchmark === 'pi') return { size: { samples: rows }, input: 'none' };
  return { size: benchmark === 'sql' ? { rows } : { rows, bytes: sizes.bytes }, input };
}

function headOf({ bench, wish, extent }: Open): Pick<Head, 'engine' | 'workers' | 'executors'> {
  const executors = { count: Math.max(1, extent.executors), cores: coresFor(wish.engine, bench) };
  return { engine: wish.engine, workers: Math.max(1, extent.nodes), executors };
}

interface Asked {
  readonly extent: Extent;
  readonly count: number;
}

/** What an answer amounts to: a figure where its result is right, and came about on as many nodes as it says. */
export function outcomeOf(benchmark: SparkBenchmark, answer: Answer, { extent, count }: Asked): Outcome {
  const { seconds, failed = 'no answer', executors = { before: [], after: [] } } = answer;
  if (seconds === undefined) return { value: null, valid: false, reason: failed };
  const reason = placeFault(executors, extent) ?? judge(benchmark, answer, count);
  return { value: seconds, valid: reason === undefined, ...(reason !== undefined && { reason }) };
}

function judge<Name extends SparkBenchmark>(benchmark: Name, answer: Answer, count: number): string | undefined {
  return sparkJudges[benchmark](answer as Results[Name], count); // as bench/spark.py answers this order
}
