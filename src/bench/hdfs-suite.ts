import { type Bench, hdfsFolder } from './bench.ts';
import type { BenchmarkName } from './benchmarks.ts';
import { clockOfHadoop, runHadoop } from './hadoop-job.ts';
import { tagged } from './mapreduce-suite.ts';
import { missedStart, parseDfsio, parseNnbench } from './parse-hadoop.ts';
import type { Head, Outcome, Step } from './step.ts';
import { mib } from './units.ts';
import { countNodes } from './workers.ts';

/** How long NNBench's map task may take to start: it begins at a set time, and does nothing where it comes later. */
const delaysSeconds = [20, 60, 180];

/** TestDFSIO and NNBench: each writes first and then reads what it has written. */
export function hdfsSequences(bench: Bench): Step[][] {
  return [
    [dfsioStep(bench, 'dfsio-write', '-write'), dfsioStep(bench, 'dfsio-read', '-read')],
    [nnbenchStep(bench, 'nn-create', 'create_write'), nnbenchStep(bench, 'nn-open', 'open_read')],
  ];
}

/** A file for each map task, two tasks for each node. */
function dfsioStep(bench: Bench, benchmark: BenchmarkName, mode: string): Step {
  const files = 2 * countNodes('nodemanager', bench);
  const fileMib = Math.max(1, Math.round(bench.sizes.bytes / mib / files));
  const words = [mode, '-nrFiles', String(files), '-size', `${fileMib}MB`, '-resFile', 'result'];
  const program = ['org.apache.hadoop.fs.TestDFSIO', ...tagged(bench), `-Dtest.build.data=${hdfsFolder(bench)}/dfsio`];
  const wanted = { files, megabytes: files * fileMib };
  return {
    heads: [head(bench, benchmark, { files, bytes: wanted.megabytes * mib })],
    run: async () => [parseDfsio((await runHadoop(bench, 'hadoop', [...program, ...words])).output, wanted)],
  };
}

function nnbenchStep(bench: Bench, benchmark: BenchmarkName, operation: string): Step {
  const { files } = bench.sizes;
  return {
    heads: [head(bench, benchmark, { files })],
    run: async () => [await runNnbench(bench, operation)],
  };
}

/** A slow node's task comes too late for the first time that is set, and is given a later one. */
async function runNnbench(bench: Bench, operation: string): Promise<Outcome> {
  const { files } = bench.sizes;
  let output = '';
  for (const delay of delaysSeconds) {
    const startTime = (await clockOfHadoop(bench)) + delay;
    ({ output } = await runHadoop(bench, 'hadoop', nnbenchWords(bench, operation, startTime)));
    if (!missedStart(output)) break;
  }
  return parseNnbench(output, files);
}

// The NameNode allows no smaller blocks; the files stay empty.
function nnbenchWords(bench: Bench, operation: string, startTime: number): string[] {
  const options = {
    operation,
    baseDir: `${hdfsFolder(bench)}/nnbench`,
    startTime,
    numberOfFiles: bench.sizes.files,
    blockSize: mib,
    bytesToWrite: 0,
    maps: 1,
    reduces: 1,
  };
  const words = Object.entries(options).flatMap(([name, value]) => [`-${name}`, String(value)]);
  return ['org.apache.hadoop.hdfs.NNBench', ...tagged(bench), ...words];
}

function head(bench: Bench, benchmark: BenchmarkName, size: Head['size']): Head {
  return { benchmark, engine: 'hdfs', workers: countNodes('datanode', bench), size, input: 'hdfs' };
}
