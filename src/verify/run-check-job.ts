import type { PackagingName } from '../domain/artifact.ts';
import { BrambleError } from '../errors.ts';
import type { Host } from '../host/host.ts';
import { packagings } from '../packaging/packagings.ts';
import { checkJobOptions, checkJobSource, expectedSum, parseCheckJob } from './check-job.ts';
import type { JobObservation } from './observation.ts';

interface CheckJob {
  readonly workers: number;
  readonly packaging: PackagingName;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

const tailLines = 15;

/** Runs the check job on the master's node as any user's job would run, and tells what came of it. */
export async function runCheckJob(host: Host, job: CheckJob): Promise<JobObservation> {
  const startedMs = Date.now();
  const { exitCode, stdout, stderr } = await runOrTimeOut(host, job);
  const { value, tasksByNode } = parseCheckJob(stdout);
  const seconds = (Date.now() - startedMs) / 1000;
  return { exitCode, value, expected: expectedSum, tasksByNode, seconds, tail: tailOf(`${stderr}\n${stdout}`) };
}

/** The last lines that say something: stack frames are many and the messages stand above them. */
function tailOf(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '' && !/^\s+(at |File ")/.test(line));
  return lines.slice(-tailLines).join('\n');
}

async function runOrTimeOut(host: Host, { workers, packaging, timeoutMs, signal }: CheckJob) {
  const submit = packagings[packaging].command('spark', 'submit');
  const directory = `${packagings[packaging].common('spark')}/jobs`;
  const argv = ['sh', '-c', script, 'sh', directory, submit, ...checkJobOptions(workers)];
  try {
    return await host.run(argv, { sudo: true, stdin: checkJobSource(workers), timeoutMs, ...(signal && { signal }) });
  } catch (error) {
    if (!(error instanceof BrambleError) || error.code === 'INTERRUPTED') throw error;
    return { exitCode: 124, stdout: '', stderr: error.message };
  }
}

/** Keeps the program in a file of its own while it runs, and cleans up also where nobody listens any more. */
const script = `set -u
d=$1 submit=$2; shift 2
mkdir -p "$d"
f=$(mktemp "$d/verify-XXXXXX.py"); trap 'trap "" HUP INT PIPE TERM; rm -f "$f"' EXIT; trap 'exit 130' HUP INT PIPE TERM
cat > "$f"; chmod 644 "$f"
"$submit" "$@" "$f" < /dev/null`;
