import type { Measurement } from './record.ts';

/** Equal for measurements that can be compared: of the same benchmark, size and place, on as many nodes. */
export function kindOf(measurement: Measurement): string {
  return JSON.stringify([kindButForWorkers(measurement), measurement.workers, measurement.executors?.count]);
}

/** Equal for measurements that differ in the number of nodes alone. On the ground nothing scales: there each has a place. */
export function kindButForWorkers({ benchmark, engine, executors, node, to, size, input, unit }: Measurement): string {
  const sizes = Object.entries(size).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify([benchmark, engine, executors?.cores, node, to, sizes, input, unit]);
}
