import { withProperty } from './spark-properties.ts';

/** Spark sets 300 MB of every heap aside and refuses one below 450 MB; with this much it surely starts. */
const sparkWantsMb = 480;

/**
 * Spark's properties with what makes it start in heaps as small as `heapMb`, which a Pi of 1 or 2 GB has: it then
 * sets aside a third of the heap. Tried with Spark 4.2.0 and heaps of 256 MB. Nothing changes for larger heaps.
 */
export function withSmallHeaps(properties: string, heapMb: number): string {
  if (heapMb >= sparkWantsMb) return properties;
  return withProperty(properties, 'spark.testing.reservedMemory', String(Math.floor(heapMb / 3) * 1024 * 1024));
}
