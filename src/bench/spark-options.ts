import { type Bench, jobTag } from './bench.ts';
import { countNodes, numbersOn } from './workers.ts';

/** Who gives the application its executors, and how many nodes are to work. */
export interface SparkWish {
  readonly engine: 'spark-standalone' | 'spark-yarn';
  readonly workers: number;
}

/** One executor with all its cores on each of so many nodes; it begins when all are there. */
export function submitOptions(bench: Bench, { engine, workers }: SparkWish): string[] {
  const cores = coresFor(engine, bench);
  const byEngine = {
    'spark-standalone': { 'spark.cores.max': cores * workers },
    'spark-yarn': { 'spark.master': 'yarn', 'spark.executor.instances': workers, 'spark.yarn.tags': jobTag(bench) },
  };
  const properties = {
    ...byEngine[engine],
    'spark.executor.cores': cores,
    'spark.sql.shuffle.partitions': countTasks(bench),
    'spark.scheduler.minRegisteredResourcesRatio': '1.0',
    'spark.scheduler.maxRegisteredResourcesWaitingTime': '90s',
    'spark.sql.session.timeZone': 'UTC',
    'spark.ui.showConsoleProgress': false,
  };
  const options = Object.entries(properties).flatMap(([name, value]) => ['--conf', `${name}=${value}`]);
  return ['--name', jobTag(bench), ...options];
}

/** As many as the whole cluster can use well, whatever part of it works: the same work each time. */
export function countTasks(bench: Bench): number {
  return 4 * countNodes('worker', bench) * coresOf(bench);
}

/** YARN refuses a container of more cores than this, unless its settings say otherwise. */
const mostOnYarn = 4;

/** Cores of each executor: those that every worker has, and on YARN no more than it gives. */
export function coresFor(engine: SparkWish['engine'], bench: Bench): number {
  if (engine === 'spark-standalone') return coresOf(bench);
  return Math.min(coresOf(bench), mostOnYarn, ...numbersOn('nodemanager', 'yarn.cores', bench));
}

function coresOf(bench: Bench): number {
  return Math.max(1, Math.min(...numbersOn('worker', 'worker.cores', bench)));
}
