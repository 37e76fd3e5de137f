import { type BenchmarkName, benchmarks } from '../../src/bench/benchmarks.ts';
import type { BenchRecord, Measurement, NodeCondition, Run } from '../../src/bench/record.ts';

/** Figures that nobody measured, for tests of what is made from records. */
export interface Invention {
  readonly cluster?: string;
  readonly virtual?: boolean;
  readonly measurements?: readonly Measurement[];
}

const started = '2026-01-02T10:00:00.000Z';
const nodeNames = ['red', 'red01', 'red02'];

/** A whole record of a small cluster, without any measurement unless given. */
export function inventRecord({ cluster = 'red', virtual = true, measurements = [] }: Invention = {}): BenchRecord {
  return {
    schemaVersion: 2,
    id: `invented-${cluster}-${virtual}`,
    started,
    finished: '2026-01-02T11:00:00.000Z',
    complete: true,
    cluster: {
      name: cluster,
      nodes: nodeNames.map((name) => ({
        name,
        model: virtual ? '' : 'Raspberry Pi 5 Model B Rev 1.0',
        virtual,
        arch: 'arm64',
        cores: 4,
        memoryMb: 7900,
        disk: virtual ? '' : 'SD card SC32G',
        diskMb: 29_000,
        os: 'Ubuntu 24.04.1 LTS',
        kernel: '6.8.0-1018-raspi',
        roles: name === 'red' ? ['namenode', 'resourcemanager', 'master'] : ['datanode', 'nodemanager', 'worker'],
        packaging: 'snap',
        settings: { spark: { 'executor.memory-mb': '2048' }, hadoop: { 'hdfs.replication': '2' } },
      })),
    },
    software: {
      bramble: '0.1.0',
      java: '17.0.15',
      components: { spark: { version: '4.1.1', payloadId: '0123456789abcdef', channel: '4.1/stable' } },
    },
    settings: { what: 'all', scaleBytes: 64 * 2 ** 20, runs: 3, warmUps: 1, workers: [1, 2] },
    measurements: [...measurements],
    skipped: [],
  };
}

/** A measurement with these figures, one for each run; all of them count unless `change` says otherwise. */
export function inventMeasurement(
  benchmark: BenchmarkName,
  values: readonly number[],
  change: Partial<Measurement> = {},
): Measurement {
  const { title, unit, better, engines } = benchmarks[benchmark];
  return {
    benchmark,
    engine: engines[0],
    title,
    unit,
    better,
    workers: 2,
    size: { bytes: 64 * 2 ** 20 },
    input: 'none',
    warmUps: 1,
    runs: values.map((value, at) => inventRun({ value, started: minutesLater(at) })),
    ...change,
  };
}

/** A run that counts, unless `change` says otherwise. */
export function inventRun(change: Partial<Run> = {}): Run {
  return {
    value: 10,
    valid: true,
    disturbed: false,
    reasons: [],
    started,
    finished: started,
    conditions: [inventCondition()],
    details: {},
    ...change,
  };
}

/** A node with nothing to complain of and without a firmware that tells. */
export function inventCondition(change: Partial<NodeCondition> = {}): NodeCondition {
  const unknown = { temperatureC: null, clockMhz: null, throttled: null, throttledBefore: null };
  return { node: 'red01', ...unknown, load: 0.5, busyBefore: 0.02, ...change };
}

function minutesLater(minutes: number): string {
  return new Date(Date.parse(started) + minutes * 60_000).toISOString();
}
