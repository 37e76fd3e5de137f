import type { RoleName } from '../domain/roles.ts';
import type { Bench } from './bench.ts';
import { type BenchmarkName, benchmarkNames, benchmarks } from './benchmarks.ts';
import { groundSequences } from './ground-suite.ts';
import { hdfsSequences } from './hdfs-suite.ts';
import { mapreduceSequences } from './mapreduce-suite.ts';
import type { BenchRecord, Measurement } from './record.ts';
import type { SparkWish } from './spark-options.ts';
import { openSparkSuite } from './spark-suite.ts';
import type { OpenSuite } from './step.ts';
import { countNodes, hasRole } from './workers.ts';

type Engine = Measurement['engine'];

/** Benchmarks of one engine that share what has to be up for them. */
export interface Suite {
  readonly engine: Engine;
  readonly open: () => Promise<OpenSuite>;
}

interface EngineRow {
  readonly belongsTo: readonly BenchRecord['settings']['what'][];
  /** Roles that it cannot do without. */
  readonly needs: readonly RoleName[];
  readonly suites: (bench: Bench) => readonly Suite['open'][];
}

/** In the order in which they are run: from the ground up. */
const engineRows: Readonly<Record<Engine, EngineRow>> = {
  ground: {
    belongsTo: ['spark', 'hadoop', 'all'],
    needs: [],
    suites: (bench) => [atOnce(() => groundSequences(bench))],
  },
  'spark-standalone': {
    belongsTo: ['spark', 'all'],
    needs: ['master', 'worker'],
    suites: (bench) => bench.workers.map((workers) => onSpark(bench, { engine: 'spark-standalone', workers })),
  },
  'spark-yarn': {
    belongsTo: ['spark', 'all'],
    needs: ['master', 'namenode', 'resourcemanager', 'nodemanager'],
    suites: (bench) => [onSpark(bench, { engine: 'spark-yarn', workers: countNodes('nodemanager', bench) })],
  },
  hdfs: {
    belongsTo: ['hadoop', 'all'],
    needs: ['namenode', 'datanode', 'resourcemanager', 'nodemanager'],
    suites: (bench) => [atOnce(() => hdfsSequences(bench))],
  },
  mapreduce: {
    belongsTo: ['hadoop', 'all'],
    needs: ['namenode', 'datanode', 'resourcemanager', 'nodemanager'],
    suites: (bench) => [atOnce(() => mapreduceSequences(bench))],
  },
};

const engineNames = Object.keys(engineRows) as Engine[]; // exact: `engineRows` has these keys and no others

function atOnce(sequences: () => OpenSuite['sequences']): Suite['open'] {
  return async () => ({ sequences: sequences(), end: async () => {} });
}

function onSpark(bench: Bench, wish: SparkWish): Suite['open'] {
  return async () => await openSparkSuite(bench, wish);
}

interface Choice {
  readonly what: BenchRecord['settings']['what'];
  /** Benchmarks that are wanted; all where it is empty. */
  readonly only: readonly BenchmarkName[];
}

export interface ChosenSuites {
  readonly suites: readonly Suite[];
  readonly skipped: BenchRecord['skipped'];
}

/** What is to be run, and which benchmarks the cluster cannot run. */
export function chooseSuites(bench: Bench, { what, only }: Choice): ChosenSuites {
  const wanted = engineNames.filter(
    (engine) => engineRows[engine].belongsTo.includes(what) && namesOf(engine, only).length > 0,
  );
  const lacks = (engine: Engine) => engineRows[engine].needs.filter((role) => !hasRole(role, bench));
  const suites = wanted
    .filter((engine) => lacks(engine).length === 0)
    .flatMap((engine) => engineRows[engine].suites(bench).map((open) => ({ engine, open })));
  const skipped = wanted.flatMap((engine) =>
    lacks(engine).length === 0 ? [] : skip(engine, only, `the cluster has no ${lacks(engine).join(', no ')}`),
  );
  return { suites, skipped };
}

/** The benchmarks of an engine, with the reason why they are not run. */
export function skip(engine: Engine, only: readonly BenchmarkName[], why: string): BenchRecord['skipped'] {
  return namesOf(engine, only).map((benchmark) => ({ benchmark, engine, why }));
}

function namesOf(engine: Engine, only: readonly BenchmarkName[]): BenchmarkName[] {
  return benchmarkNames.filter(
    (name) => benchmarks[name].engines.some((one) => one === engine) && (only.length === 0 || only.includes(name)),
  );
}
