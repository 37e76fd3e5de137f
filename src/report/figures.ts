import type { BenchmarkName } from '../bench/benchmarks.ts';

/** A figure of runs: which benchmarks stand in it, and what they say about a cluster. All have the same unit. */
export interface RunsFigure {
  readonly id: string;
  readonly title: string;
  readonly benchmarks: readonly BenchmarkName[];
  readonly says: string;
}

export interface Chapter {
  readonly id: string;
  readonly title: string;
  readonly says: string;
  readonly figures: readonly RunsFigure[];
}

/** Where each benchmark stands in a report, from the ground up. */
export const chapters: readonly Chapter[] = [
  {
    id: 'ground',
    title: 'The ground: disk, network and memory',
    says: 'Measured without Hadoop and Spark, so that it is known what they could have used at best.',
    figures: [
      {
        id: 'disk',
        title: 'Disk of each node',
        benchmarks: ['disk-write', 'disk-read'],
        says: 'HDFS and every shuffle write to this disk. A job waits for its last task, so the slowest disk decides.',
      },
      {
        id: 'network',
        title: 'Network between nodes',
        benchmarks: ['network-stream'],
        says: 'Copies of blocks and shuffles cross it. A link of 1 Gbit/s carries at most 119 MB/s.',
      },
      {
        id: 'latency',
        title: 'Round trip between nodes',
        benchmarks: ['network-latency'],
        says: 'Every heartbeat, every open file and every start of a task pays it, so it tells in jobs of many small parts.',
      },
      {
        id: 'memory',
        title: 'Memory of each node',
        benchmarks: ['memory-copy'],
        says: 'What is sorted, grouped or cached moves through it; all cores share it.',
      },
    ],
  },
  {
    id: 'hadoop',
    title: 'Hadoop: HDFS and MapReduce',
    says: 'What the disks and the network are worth once HDFS keeps copies of every block and jobs run on YARN.',
    figures: [
      {
        id: 'hdfs',
        title: 'Throughput of HDFS',
        benchmarks: ['dfsio-write', 'dfsio-read'],
        says: 'It is what one of the map tasks gets, and two of them run for each node: before it is compared with the disk above, take it twice, and what is written once more for each copy. All copies but one cross the network.',
      },
      {
        id: 'namenode',
        title: 'Operations of the NameNode',
        benchmarks: ['nn-create', 'nn-open'],
        says: 'What many small files cost. It hardly depends on the number of DataNodes.',
      },
      {
        id: 'mapreduce',
        title: 'MapReduce jobs',
        benchmarks: ['teragen', 'terasort', 'teravalidate', 'mrbench'],
        says: 'MRBench is the price of starting a job. Where the others are not far above it, the input is too small to say much about sorting.',
      },
    ],
  },
  {
    id: 'spark',
    title: 'Spark: standalone and on YARN',
    says: 'The same programs under both managers, in executors of the same size. Where both had as many nodes, the difference is the manager; on YARN, executors go where there is room, which may be two on one node.',
    figures: [
      {
        id: 'spark',
        title: 'Spark applications',
        benchmarks: ['pi', 'word-count', 'sort', 'sql'],
        says: 'Pi needs processors alone, sorting needs the network and the disks too: what is slow in one and not in the other tells what is scarce.',
      },
    ],
  },
];
