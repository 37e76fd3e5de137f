import type { Bench } from './bench.ts';
import type { BenchmarkName } from './benchmarks.ts';
import { removeOldTraces } from './clean.ts';
import { describeCluster } from './describe-cluster.ts';
import { type Measured, measureSuites } from './measure-suites.ts';
import { type BenchRecord, recordSchemaVersion } from './record.ts';
import { refuseMixture, refuseShortages, refuseUnhealthy } from './refuse-cluster.ts';
import { sizesFor } from './scale.ts';
import { chooseSuites } from './suites.ts';

/** A cluster to measure, and how. */
export interface BenchRequest extends Pick<Bench, 'members' | 'id' | 'jobTimeoutMs' | 'signal' | 'report'> {
  readonly settings: BenchRecord['settings'];
  /** Benchmarks that are wanted; all where it is empty. */
  readonly only: readonly BenchmarkName[];
  /** How long to wait before each run until the nodes are quiet. */
  readonly settleMs: number;
  /** Version of this program. */
  readonly bramble: string;
  /** Takes the record as it grows: what an interruption leaves. */
  readonly keep: (record: BenchRecord) => Promise<void>;
}

/**
 * Measures a cluster. Rejects with REFUSED where it is mixed, not healthy or too small, before anything is run; whatever happens,
 * nothing that it made stays in HDFS or on the nodes.
 */
export async function benchCluster(request: BenchRequest): Promise<BenchRecord> {
  const started = new Date().toISOString();
  const { settings, only, keep, ...rest } = request;
  const bench: Bench = { ...rest, workers: settings.workers, sizes: sizesFor(settings.scaleBytes) };
  const chosen = chooseSuites(bench, { what: settings.what, only });
  const engines = chosen.suites.map(({ engine }) => engine);
  refuseMixture(bench);
  await removeOldTraces(bench);
  await refuseShortages(bench, engines);
  await refuseUnhealthy(bench);
  const about = await describeCluster(bench, request.bramble);
  const recordOf = (measured: Measured, complete: boolean): BenchRecord => {
    const finished = new Date().toISOString();
    const head = { schemaVersion: recordSchemaVersion, id: request.id, started, finished, complete } as const;
    return { ...head, ...about, settings, ...measured };
  };
  const onMeasured = (measured: Measured) => keep(recordOf(measured, false));
  return recordOf(await measureSuites(chosen, bench, { ...request, onMeasured }), true);
}
