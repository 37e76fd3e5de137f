import { besideInContainerMb } from './memory-budget.ts';
import { leastContainerMb } from './size-yarn.ts';
import { withProperty } from './spark-properties.ts';

/** Heap of the master of an application on YARN: it asks for executors and holds no data. It takes 209 MB in all. */
const masterHeapMb = 144;

/**
 * Spark's properties with what makes its containers on YARN as small as they are counted: Spark's own are 384 MB
 * larger than the heap, however small that is, and its application's master takes 896 MB.
 */
export function withSmallContainers(properties: string, executorHeapMb: number, driverHeapMb: number): string {
  const rows: readonly [name: string, mb: number][] = [
    ['spark.yarn.am.memory', masterHeapMb],
    ['spark.yarn.am.memoryOverhead', leastContainerMb - masterHeapMb],
    ['spark.executor.memoryOverhead', besideInContainerMb(executorHeapMb)],
    ['spark.driver.memoryOverhead', besideInContainerMb(driverHeapMb)],
  ];
  return rows.reduce((all, [name, mb]) => withProperty(all, name, `${mb}m`), properties);
}
