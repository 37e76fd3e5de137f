/** Sum of the squares below this number is what the job computes. */
const upTo = 100_000;
const marker = 'BRAMBLE-CHECK ';

/** The value that the job must return, by the closed formula rather than by Spark. */
export const expectedSum = ((upTo - 1) * upTo * (2 * upTo - 1)) / 6;

/**
 * A PySpark program that sums squares in several tasks per worker. It waits for all executors first, holds each task
 * long enough that none can take its neighbour's share, and prints the sum and the node of each task on one line.
 */
export function checkJobSource(workers: number): string {
  return `import json, os, socket, time
from pyspark.sql import SparkSession

def part(rows):
    time.sleep(0.5)
    node = os.environ.get("SPARK_LOCAL_HOSTNAME") or socket.gethostname()
    yield node, sum(n * n for n in rows)

spark = SparkSession.builder.appName("bramble verify").getOrCreate()
parts = spark.sparkContext.range(0, ${upTo}, numSlices=${workers * 4}).mapPartitions(part).collect()
tasks = {}
for node, _ in parts:
    tasks[node] = tasks.get(node, 0) + 1
print("${marker}" + json.dumps({"value": sum(n for _, n in parts), "tasks": tasks}), flush=True)
spark.stop()
`;
}

/** Options of spark-submit that give every worker exactly one executor with one core, and start only when all are there. */
export function checkJobOptions(workers: number): string[] {
  const properties = {
    'spark.cores.max': workers,
    'spark.executor.cores': 1,
    'spark.scheduler.minRegisteredResourcesRatio': '1.0',
    'spark.scheduler.maxRegisteredResourcesWaitingTime': '60s',
    'spark.ui.showConsoleProgress': false,
  };
  return Object.entries(properties).flatMap(([name, value]) => ['--conf', `${name}=${value}`]);
}

export interface CheckJobResult {
  readonly value: number | undefined;
  readonly tasksByNode: Readonly<Record<string, number>>;
}

/** Reads the line that the job printed among Spark's own output. */
export function parseCheckJob(output: string): CheckJobResult {
  const line = output.split('\n').findLast((one) => one.startsWith(marker));
  if (line === undefined) return { value: undefined, tasksByNode: {} };
  const { value, tasks } = JSON.parse(line.slice(marker.length)) as { value: number; tasks: Record<string, number> }; // printed by our own job
  return { value, tasksByNode: tasks };
}
