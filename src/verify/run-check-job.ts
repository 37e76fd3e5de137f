import { makeTemporaryFolder } from '../host/temporary-folder.ts';
import { checkJobOptions, checkJobSource, expectedOf, parseCheckJob, type Scheduler } from './check-job.ts';
import { findPlace, runScript, tailOf } from './check-place.ts';
import type { JobObservation } from './observation.ts';
import type { CheckRun } from './run-checks.ts';

interface SparkCheck {
  readonly master: Scheduler;
  readonly workers: number;
  /** File of numbers in HDFS; without one the job makes its own numbers. */
  readonly input: string | undefined;
}

const texts: Readonly<Record<Scheduler, string>> = {
  own: 'run a PySpark job on every worker',
  yarn: 'run a PySpark job on YARN',
};

/** Runs the check job on the master's node as any user's job would run, and tells what came of it. */
export async function runSparkCheck(run: CheckRun, check: SparkCheck): Promise<JobObservation | undefined> {
  const place = findPlace('master', run);
  if (place === undefined) return undefined;
  const { report, request } = run;
  report({ stage: 'verify', host: place.node, state: 'started', text: texts[check.master] });
  const startedMs = Date.now();
  const { packaging } = place;
  const args = [`${packaging.common('spark')}/jobs`, packaging.command('spark', 'submit'), ...checkJobOptions(check)];
  const { exitCode, stdout, stderr } = await runScript(place, script, {
    args,
    stdin: checkJobSource(check),
    timeoutMs: request.jobTimeoutMs,
    signal: request.signal,
  });
  const seconds = (Date.now() - startedMs) / 1000;
  const tail = tailOf(`${stderr}\n${stdout}`);
  return { exitCode, expected: expectedOf(check), seconds, tail, ...parseCheckJob(stdout) };
}

/** Keeps the program where the service user can read it while it runs. */
const script = `set -u
jobs=$1 submit=$2; shift 2
${makeTemporaryFolder('d', 'jobs', 'verify')}
cat > "$d/verify.py"; chmod 755 "$d"; chmod 644 "$d/verify.py"
"$submit" "$@" "$d/verify.py" < /dev/null`;
