import { compareRecords } from '../bench/compare-records.ts';
import { loadRecord } from '../bench/load-record.ts';
import type { StoreOperation } from './operation.ts';
import { renderComparison } from './render/compare-records.ts';

export interface CompareOptions {
  /** Files of two records. */
  readonly files: readonly [string, string];
}

/** Says for each benchmark in two records whether they differ by more than the noise. */
export async function compareFiles({ files }: CompareOptions, { reporter }: StoreOperation): Promise<void> {
  const [a, b] = await Promise.all(files.map(loadRecord));
  if (a === undefined || b === undefined) return;
  reporter.stop();
  reporter.line(renderComparison(a, b));
  reporter.result(compareRecords(a, b));
}
