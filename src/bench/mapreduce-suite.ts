import { type Bench, hdfsFolder, jobTag } from './bench.ts';
import type { BenchmarkName } from './benchmarks.ts';
import { type Finished, runHadoop } from './hadoop-job.ts';
import { counterIn, judgeSorted, parseMrbench } from './parse-hadoop.ts';
import type { Head, Outcome, Step } from './step.ts';
import { countNodes } from './workers.ts';

const mrbenchLines = 100;

/** TeraGen, TeraSort and TeraValidate, each on what the one before has made; and MRBench. */
export function mapreduceSequences(bench: Bench): Step[][] {
  return [teraSteps(bench), [mrbenchStep(bench)]];
}

function teraSteps(bench: Bench): Step[] {
  const { rows } = bench.sizes;
  const folder = `${hdfsFolder(bench)}/tera`;
  const nodes = countNodes('nodemanager', bench);
  const size = { bytes: rows * 100, rows };
  const run = (program: string, words: readonly string[]) =>
    runHadoop(bench, 'hadoop', ['jar', 'hadoop-mapreduce-examples', program, ...tagged(bench), ...words]);
  let generated: string | undefined;
  const generate = async () => {
    await runHadoop(bench, 'hdfs', ['dfs', '-rm', '-r', '-f', '-skipTrash', folder]);
    const made = await run('teragen', [`-Dmapreduce.job.maps=${2 * nodes}`, String(rows), `${folder}/in`]);
    generated = counterIn(made.output, 'CHECKSUM');
    return [took(made)];
  };
  const sort = async () => [
    took(await run('terasort', [`-Dmapreduce.job.reduces=${nodes}`, `${folder}/in`, `${folder}/out`])),
  ];
  const validate = async () => {
    const checked = await run('teravalidate', [`${folder}/out`, `${folder}/report`]);
    const report = await runHadoop(bench, 'hdfs', ['dfs', '-cat', `${folder}/report/part-r-*`]);
    const reason = judgeSorted(checked.output, report.output, { generated, rows });
    return [{ ...took(checked), valid: reason === undefined, ...(reason !== undefined && { reason }) }];
  };
  const step = (benchmark: BenchmarkName, work: Step['run']): Step => ({
    heads: [head(bench, benchmark, size)],
    run: work,
  });
  const isCheckedLater = true;
  return [
    { ...step('teragen', generate), isCheckedLater },
    { ...step('terasort', sort), isCheckedLater },
    step('teravalidate', validate),
  ];
}

function mrbenchStep(bench: Bench): Step {
  const words = ['-baseDir', `${hdfsFolder(bench)}/mrbench`, '-numRuns', '1', '-maps', '2', '-reduces', '1'];
  const program = ['org.apache.hadoop.mapred.MRBench', ...tagged(bench), ...words, '-inputLines', String(mrbenchLines)];
  return {
    heads: [head(bench, 'mrbench', { lines: mrbenchLines })],
    run: async () => [parseMrbench((await runHadoop(bench, 'hadoop', program)).output, mrbenchLines)],
  };
}

function head(bench: Bench, benchmark: BenchmarkName, size: Head['size']): Head {
  return { benchmark, engine: 'mapreduce', workers: countNodes('nodemanager', bench), size, input: 'hdfs' };
}

function took({ seconds }: Finished): Outcome {
  return { value: seconds, valid: true };
}

/** Options of a job by which it is found again. */
export function tagged(bench: Bench): string[] {
  return [`-Dmapreduce.job.tags=${jobTag(bench)}`];
}
