import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { BrambleError } from '../errors.ts';
import type { Host } from '../host/host.ts';
import type { Packaging } from '../packaging/packaging.ts';
import { packagings } from '../packaging/packagings.ts';
import { gatherFacts } from '../session/gather.ts';

interface Submission {
  /** On the operator's machine. */
  readonly file: string;
  readonly args: readonly string[];
  /** Options for spark-submit. */
  readonly submitWords: readonly string[];
  readonly signal?: AbortSignal | undefined;
  readonly onOutput: (piece: string, stream: 'stdout' | 'stderr') => void;
}

const jobLimitMs = 24 * 60 * 60 * 1000;

/** Sends a file to a node, runs it there with spark-submit, and returns the exit status of the application. */
export async function submitFile(host: Host, submission: Submission): Promise<number> {
  const packaging = await packagingOf(host, submission.signal);
  const sent = `/var/tmp/bramble-job-${randomUUID()}`;
  await host.upload(submission.file, sent, submission.signal && { signal: submission.signal });
  return await run(host, packaging, { ...submission, sent });
}

async function packagingOf(host: Host, signal: AbortSignal | undefined): Promise<Packaging> {
  const installed = (await gatherFacts(host, signal)).installed.spark;
  if (installed !== undefined) return packagings[installed.packaging];
  throw new BrambleError('ACTION_FAILED', 'Spark is not installed', { host: host.name, hint: 'bramble deploy spark' });
}

async function run(host: Host, packaging: Packaging, job: Submission & { readonly sent: string }): Promise<number> {
  const directory = `${packaging.common('spark')}/jobs`;
  const submit = packaging.command('spark', 'submit');
  const place = [directory, job.sent, basename(job.file), submit];
  const words = [...job.submitWords, '--', ...job.args];
  const { exitCode } = await host.run(['sh', '-c', script, 'sh', ...place, ...words], {
    sudo: true,
    timeoutMs: jobLimitMs,
    onOutput: job.onOutput,
    ...(job.signal && { signal: job.signal }),
  });
  return exitCode;
}

/** Moves the file to where the service user can read it, under its own name, for as long as it runs. */
const script = `set -u
d=$1 sent=$2 name=$3 submit=$4; shift 4
mkdir -p "$d"; t=$(mktemp -d "$d/job-XXXXXX"); trap 'trap "" HUP INT PIPE TERM; rm -rf "$t"' EXIT; trap 'exit 130' HUP INT PIPE TERM
mv "$sent" "$t/$name"; chmod 755 "$t"; chmod 644 "$t/$name"; chown -R root:root "$t"
i=$#
while [ "$i" -gt 0 ]; do
  i=$((i - 1)); word=$1; shift
  if [ "$word" = -- ] && [ -z "\${placed-}" ]; then placed=yes; set -- "$@" "$t/$name"; else set -- "$@" "$word"; fi
done
"$submit" "$@"`;
