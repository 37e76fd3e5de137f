import type { BenchmarkName } from '../bench/benchmarks.ts';

export interface Source {
  readonly title: string;
  readonly url: string;
}

/** A figure that others measured on a real board, and how. */
export interface PublishedFigure {
  readonly benchmark: BenchmarkName;
  readonly hardware: string;
  /** In the unit of the benchmark. */
  readonly value: number;
  readonly how: string;
  readonly source: keyof typeof sources;
}

/** Where the figures were published. */
export const sources = {
  ricsanfre: {
    title: 'R. Sanz, Pi Cluster: storage benchmarking',
    url: 'https://picluster.ricsanfre.com/docs/hardware/',
  },
  ghostdevvNvme: {
    title: 'ghostdevv, in raspberry-pi-pcie-devices, issue 664',
    url: 'https://github.com/geerlingguy/raspberry-pi-pcie-devices/issues/664',
  },
  litwintschik: {
    title: 'M. Litwintschik, 1.1 billion taxi rides with Spark and three Raspberry Pi 3',
    url: 'https://tech.marksblogg.com/billion-nyc-taxi-rides-spark-raspberry-pi.html',
  },
  geerlingTuring: {
    title: 'J. Geerling, turing-pi-cluster, issue 11',
    url: 'https://github.com/geerlingguy/turing-pi-cluster/issues/11',
  },
  tomcore: {
    title: 'tomcore.io, Raspberry Pi 4B network performance',
    url: 'https://tomcore.io/docs/articles/RaspberryPI/raspberry-pi-4b-network-performance/',
  },
} as const satisfies Record<string, Source>;

const ddAndHdparm = 'dd with conv=fsync, hdparm';
const iozone = 'iozone, sequential, blocks of 1 MiB, PCIe 2';

/** Figures of single boards and links, which are of the same kind as those beside which they stand. */
export const publishedFigures: readonly PublishedFigure[] = [
  { benchmark: 'disk-write', hardware: 'Pi 4, SD card', value: 19.2, how: ddAndHdparm, source: 'ricsanfre' },
  { benchmark: 'disk-write', hardware: 'Pi 4, USB flash', value: 21.3, how: ddAndHdparm, source: 'ricsanfre' },
  { benchmark: 'disk-write', hardware: 'Pi 4, USB SSD', value: 126, how: ddAndHdparm, source: 'ricsanfre' },
  { benchmark: 'disk-write', hardware: 'Pi 3, USB hard disk', value: 46.8, how: 'dd', source: 'litwintschik' },
  { benchmark: 'disk-write', hardware: 'Pi 5, NVMe SSD', value: 430, how: iozone, source: 'ghostdevvNvme' },
  { benchmark: 'disk-read', hardware: 'Pi 4, SD card', value: 41.9, how: ddAndHdparm, source: 'ricsanfre' },
  { benchmark: 'disk-read', hardware: 'Pi 4, USB flash', value: 55.4, how: ddAndHdparm, source: 'ricsanfre' },
  { benchmark: 'disk-read', hardware: 'Pi 4, USB SSD', value: 335, how: ddAndHdparm, source: 'ricsanfre' },
  { benchmark: 'disk-read', hardware: 'Pi 5, NVMe SSD', value: 442, how: iozone, source: 'ghostdevvNvme' },
  {
    benchmark: 'network-stream',
    hardware: 'Pi 4, 1 Gbit/s',
    value: 118.6,
    how: 'iperf3, ten streams, 949 Mbit/s',
    source: 'tomcore',
  },
  { benchmark: 'network-stream', hardware: 'Pi 4, 1 Gbit/s', value: 117, how: '936 Mbit/s', source: 'geerlingTuring' },
];

/** A time of a whole cluster. Each is of another program, so it stands beside none of ours. */
export interface ClusterFigure {
  readonly what: string;
  readonly hardware: string;
  readonly figure: string;
  readonly source: Source;
}

/** Of whole clusters we found little that can be read at its source. */
export const clusterFigures: readonly ClusterFigure[] = [
  {
    what: 'SparkPi with 4 tasks, one run of its job, Spark 2.4.5',
    hardware: '4 Pis, of a kind that is not told',
    figure: '1.95 s',
    source: {
      title: 'cloudmesh-pi-cluster, README of its scripts, 2020',
      url: 'https://github.com/cloudmesh/cloudmesh-pi-cluster/blob/88305d4c633be091a6dc0611c5998aed25403305/cloudmesh/pi/cluster/spark/README_Script.md',
    },
  },
];

/** What to read about clusters of real boards. */
export const furtherReading: readonly Source[] = [
  {
    title:
      'Papakyriakou, International Journal of Computer Applications 178(42), 2019: TestDFSIO, TeraSort, NNBench and MRBench on 15 Pi 2',
    url: 'https://www.ijcaonline.org/archives/volume178/number42/',
  },
  {
    title: 'Lee and Park, Scientific Reports, 2026: six benchmarks on Pi 5 with PCIe SSD',
    url: 'https://doi.org/10.1038/s41598-025-34623-x',
  },
  {
    title: 'Lee, Oh and Park, IEEE Access, 2021: three kinds of storage on Pi 4',
    url: 'https://doi.org/10.1109/ACCESS.2021.3120660',
  },
  {
    title: 'Qureshi and Koubaa, Electronics 8(2):182, 2019: energy and speed of two clusters of 20 boards',
    url: 'https://doi.org/10.3390/electronics8020182',
  },
  {
    title: 'Hajji and Tso, Electronics 5(2):29, 2016: Spark and HDFS on 12 Pi 2',
    url: 'https://doi.org/10.3390/electronics5020029',
  },
];
