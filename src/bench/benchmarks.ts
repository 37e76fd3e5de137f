import type { Measurement } from './record.ts';

type Engine = Measurement['engine'];

/** What a benchmark is, apart from any cluster. */
export interface Benchmark {
  readonly title: string;
  readonly engines: readonly Engine[];
  readonly unit: Measurement['unit'];
  readonly better: Measurement['better'];
  /** What its figure tells. */
  readonly meaning: string;
}

const onSpark: readonly Engine[] = ['spark-standalone', 'spark-yarn'];

/** Every benchmark, from the ground up. What is measured of one is in the file of its engine. */
export const benchmarks = {
  'disk-write': {
    title: 'Disk, write',
    engines: ['ground'],
    unit: 'MB/s',
    better: 'larger',
    meaning: '64 MiB written to the disk that holds /var, until they are on it; all nodes at once',
  },
  'disk-read': {
    title: 'Disk, read',
    engines: ['ground'],
    unit: 'MB/s',
    better: 'larger',
    meaning: 'the same 64 MiB read back, past the memory where the file system allows that',
  },
  'memory-copy': {
    title: 'Memory, copy',
    engines: ['ground'],
    unit: 'MB/s',
    better: 'larger',
    meaning: 'bytes read and written while one core copies 64 MiB within memory; all nodes at once',
  },
  'network-stream': {
    title: 'Network, stream',
    engines: ['ground'],
    unit: 'MB/s',
    better: 'larger',
    meaning: '64 MiB over one TCP connection, from a node to the next one; one pair after the other',
  },
  'network-latency': {
    title: 'Network, round trip',
    engines: ['ground'],
    unit: 'ms',
    better: 'smaller',
    meaning: 'one byte there and back over TCP, the median of 200',
  },
  'dfsio-write': {
    title: 'TestDFSIO, write',
    engines: ['hdfs'],
    unit: 'MB/s',
    better: 'larger',
    meaning: 'what one map task of two for each node writes to HDFS, with all copies: megabytes through time in tasks',
  },
  'dfsio-read': {
    title: 'TestDFSIO, read',
    engines: ['hdfs'],
    unit: 'MB/s',
    better: 'larger',
    meaning:
      'what one map task of two for each node reads of the files that were written just before, in part from the memory of the nodes',
  },
  'nn-create': {
    title: 'NNBench, create',
    engines: ['hdfs'],
    unit: 'ops/s',
    better: 'larger',
    meaning:
      'files that the NameNode creates and closes in a second, for one client that writes nothing into them; Hadoop’s own line counts creating and closing as two',
  },
  'nn-open': {
    title: 'NNBench, open',
    engines: ['hdfs'],
    unit: 'ops/s',
    better: 'larger',
    meaning: 'the same files opened in a second',
  },
  teragen: {
    title: 'TeraGen',
    engines: ['mapreduce'],
    unit: 's',
    better: 'smaller',
    meaning: 'rows of 100 bytes made and written to HDFS, from the command to its end',
  },
  terasort: {
    title: 'TeraSort',
    engines: ['mapreduce'],
    unit: 's',
    better: 'smaller',
    meaning: 'these rows sorted, from the command to its end',
  },
  teravalidate: {
    title: 'TeraValidate',
    engines: ['mapreduce'],
    unit: 's',
    better: 'smaller',
    meaning: 'the sorted rows read and checked, from the command to its end',
  },
  mrbench: {
    title: 'MRBench',
    engines: ['mapreduce'],
    unit: 's',
    better: 'smaller',
    meaning: 'a job of two map tasks and one reduce task with next to nothing to do: what starting a job costs',
  },
  pi: {
    title: 'Pi',
    engines: onSpark,
    unit: 's',
    better: 'smaller',
    meaning: 'darts thrown in Python on every core of the executors: work for processors alone',
  },
  'word-count': {
    title: 'Word count',
    engines: onSpark,
    unit: 's',
    better: 'smaller',
    meaning: 'words of a text counted and the counts written: reading, and a shuffle of little',
  },
  sort: {
    title: 'Sort',
    engines: onSpark,
    unit: 's',
    better: 'smaller',
    meaning: 'rows of 100 bytes sorted and written: everything crosses the network',
  },
  sql: {
    title: 'SQL aggregation',
    engines: onSpark,
    unit: 's',
    better: 'smaller',
    meaning: 'counts, sums and averages of a table in 1000 groups',
  },
} as const satisfies Record<string, Benchmark>;

export type BenchmarkName = keyof typeof benchmarks;

export const benchmarkNames = Object.keys(benchmarks) as BenchmarkName[]; // exact: `benchmarks` has these keys and no others
