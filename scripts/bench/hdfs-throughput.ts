import type { Bench } from './bench.ts';
import { type BenchLab, withLab } from './bench-lab.ts';
import { buildProgram } from './built-program.ts';
import { runBramble } from './deployed.ts';
import { type Figure, figure, ratio } from './figure.ts';
import { hdfsWorks } from './hdfs-works.ts';
import { waitUntilQuiet } from './hosts-cpu.ts';
import { interleave } from './interleave.ts';

/** As many as HDFS keeps copies of a block. */
export const hostsOfHdfs = 3;

const shape = { count: hostsOfHdfs, os: 'raspios', memoryMb: 3072 };
const defaultRuns = 5;

/** Part g: a file through HDFS on one node, in turn with the same bytes on the disk below it. */
export async function measureHdfs(bench: Bench): Promise<Figure[]> {
  await buildProgram(bench.say, bench.signal);
  return await withLab(shape, bench, async (lab) => summarize(await takeTurns(lab, bench)));
}

async function takeTurns(lab: BenchLab, { runs = defaultRuns, signal, say }: Bench) {
  say(`deploying Hadoop on ${hostsOfHdfs} hosts, once`);
  await runBramble(lab, ['deploy', 'hadoop', '--no-verify'], signal);
  await runBramble(lab, ['verify', 'hadoop', '--no-jobs'], signal);
  await waitUntilQuiet(lab.lab, signal);
  say('writing and reading');
  return await interleave({ runs, warmUps: 1, signal }, await hdfsWorks(lab, signal));
}

type Seconds = Readonly<Record<keyof Awaited<ReturnType<typeof hdfsWorks>>, readonly number[]>>;

/** Throughput is bytes by time, and the bytes are the same: HDFS over the disk is the disk's time over that of HDFS. */
export function summarize(seconds: Seconds): Figure[] {
  const { command, diskWrite, writeOne, writeAll, diskRead, read } = seconds;
  const withoutStart = (whole: readonly number[]) => whole.map((wallS, run) => wallS - (command[run] ?? 0));
  const over = (what: string, disk: readonly number[], hdfs: readonly number[]) => [
    ratio({ name: `throughput of HDFS over the disk, ${what}` }, disk, hdfs),
    ratio({ name: '  the same without the start of the command' }, disk, withoutStart(hdfs)),
  ];
  return [
    figure({ name: 'start of a command: hdfs dfs -ls /', unit: 's' }, command),
    figure({ name: 'disk: write and sync', unit: 's' }, diskWrite),
    figure({ name: 'HDFS: write, 1 copy', unit: 's' }, writeOne),
    figure({ name: `HDFS: write, ${hostsOfHdfs} copies`, unit: 's' }, writeAll),
    figure({ name: 'disk: read, nothing cached', unit: 's' }, diskRead),
    figure({ name: 'HDFS: read, nothing cached', unit: 's' }, read),
    ...over('write, 1 copy', diskWrite, writeOne),
    ...over(`write, ${hostsOfHdfs} copies`, diskWrite, writeAll),
    ...over('read', diskRead, read),
  ];
}
