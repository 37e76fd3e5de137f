import { randomBytes } from 'node:crypto';
import type { Report } from '../domain/events.ts';
import { namenodeAnswer, sparkWorkers, yarnNodes } from './answers.ts';
import { findPlace } from './check-place.ts';
import { numbersPath, removeNumbers, runFileCheck } from './file-check.ts';
import type { ObserveRequest } from './look.ts';
import { runMapReduceCheck } from './mapreduce-check.ts';
import type { Checks } from './observation.ts';
import { runSparkCheck } from './run-check-job.ts';
import type { Look } from './settled.ts';

/** Runs what the cluster can run now: a file through HDFS, a MapReduce job on it, and Spark jobs on both schedulers. */
export async function runChecks(request: ObserveRequest, nodes: Look, report: Report): Promise<Checks> {
  const run = { request, nodes, report, path: numbersPath(randomBytes(4).toString('hex')) };
  const canWrite = request.onlyLooks !== true && hasHdfs(nodes);
  try {
    const file = canWrite ? await runFileCheck(run) : undefined;
    if (!request.withJobs) return { file };
    const input = file?.exitCode === 0 ? run.path : undefined;
    const mapreduce = input !== undefined && hasYarn(nodes) ? await runMapReduceCheck(run) : undefined;
    return { file, mapreduce, ...(await runSparkChecks(run, input)) };
  } finally {
    if (canWrite) await removeNumbers(run);
  }
}

/** What a check works with. */
export interface CheckRun {
  readonly request: ObserveRequest;
  readonly nodes: Look;
  readonly report: Report;
  /** Of the file of numbers in HDFS. */
  readonly path: string;
}

/** Spark's own workers read from HDFS where it works; YARN is tried where both do. */
async function runSparkChecks(run: CheckRun, input: string | undefined): Promise<Pick<Checks, 'job' | 'yarnJob'>> {
  const alive = sparkWorkers(run.nodes)?.filter(({ state }) => state === 'ALIVE').length ?? 0;
  if (findPlace('master', run) === undefined) return {};
  const job = alive === 0 ? undefined : await runSparkCheck(run, { master: 'own', workers: alive, input });
  const workers = countManagers(run.nodes);
  const canYarn = input !== undefined && workers > 0;
  return { job, yarnJob: canYarn ? await runSparkCheck(run, { master: 'yarn', workers, input }) : undefined };
}

function hasHdfs(nodes: Look): boolean {
  const answer = namenodeAnswer(nodes);
  return answer?.state === 'active' && answer.safeMode === '' && answer.live.length > 0;
}

function hasYarn(nodes: Look): boolean {
  return countManagers(nodes) > 0;
}

function countManagers(nodes: Look): number {
  return yarnNodes(nodes)?.filter(({ state }) => state === 'RUNNING').length ?? 0;
}
