import { numbersSum } from './file-check.ts';
import type { JobObservation } from './observation.ts';

/** Who gives the job its executors: Spark's own master, or YARN. */
export type Scheduler = 'own' | 'yarn';

interface Check {
  readonly master: Scheduler;
  readonly workers: number;
  readonly input: string | undefined;
}

/** Sum of the squares below this number is what the job computes where no file is given to it. */
const upTo = 100_000;
const marker = 'BRAMBLE-CHECK ';

/** The value that the job must return, by the closed formula rather than by Spark. */
export function expectedOf({ input }: Pick<Check, 'input'>): number {
  return input === undefined ? ((upTo - 1) * upTo * (2 * upTo - 1)) / 6 : numbersSum;
}

/**
 * A PySpark program that adds numbers up in several tasks per worker, its own squares or those of a file in HDFS; then
 * the sum also goes to HDFS and comes back. Each task takes long enough that none can take its neighbour's share. It
 * prints the sum and the node of each task on one line.
 */
export function checkJobSource({ workers, input, master }: Check): string {
  const slices = workers * 4;
  const rows =
    input === undefined
      ? `spark.sparkContext.range(0, ${upTo}, numSlices=${slices}).map(lambda n: n * n)`
      : `spark.sparkContext.textFile("${input}", ${slices}).map(int)`;
  const keep = input === undefined ? 'return value' : keepIn(`${input}.spark-${master}`);
  return `import json, os, socket, time
from pyspark.sql import SparkSession

def part(numbers):
    time.sleep(0.5)
    node = os.environ.get("NM_HOST") or os.environ.get("SPARK_LOCAL_HOSTNAME") or socket.gethostname()
    yield node, sum(numbers)

def kept(value):
    ${keep}

spark = SparkSession.builder.appName("bramble verify").getOrCreate()
parts = ${rows}.mapPartitions(part).collect()
tasks = {}
for node, _ in parts:
    tasks[node] = tasks.get(node, 0) + 1
print("${marker}" + json.dumps({"value": kept(sum(n for _, n in parts)), "tasks": tasks}), flush=True)
spark.stop()
`;
}

function keepIn(path: string): string {
  return `spark.sparkContext.parallelize([value], 1).saveAsTextFile("${path}")
    return int(spark.sparkContext.textFile("${path}").first())`;
}

/** On YARN one executor of the usual size is asked for: how many fit at once differs from cluster to cluster. */
const schedulers: Readonly<Record<Scheduler, (workers: number) => Readonly<Record<string, unknown>>>> = {
  own: (workers) => ({ 'spark.cores.max': workers }),
  yarn: () => ({
    'spark.master': 'yarn',
    'spark.executor.instances': 1,
  }),
};

/** Options of spark-submit that give every worker exactly one executor with one core, and start only when all are there. */
export function checkJobOptions({ master, workers }: Pick<Check, 'master' | 'workers'>): string[] {
  const properties = {
    ...schedulers[master](workers),
    'spark.executor.cores': 1,
    'spark.scheduler.minRegisteredResourcesRatio': '1.0',
    'spark.scheduler.maxRegisteredResourcesWaitingTime': '60s',
    'spark.ui.showConsoleProgress': false,
  };
  return Object.entries(properties).flatMap(([name, value]) => ['--conf', `${name}=${value}`]);
}

/** Reads the line that the job printed among Spark's own output. */
export function parseCheckJob(output: string): Pick<JobObservation, 'value' | 'tasksByNode'> {
  const line = output.split('\n').findLast((one) => one.startsWith(marker));
  if (line === undefined) return { value: undefined, tasksByNode: {} };
  const { value, tasks } = JSON.parse(line.slice(marker.length)) as { value: number; tasks: Record<string, number> }; // printed by our own job
  return { value, tasksByNode: tasks };
}
