import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { components } from '../domain/components.ts';
import type { ComponentName } from '../domain/roles.ts';
import { BrambleError } from '../errors.ts';
import type { Host } from '../host/host.ts';
import type { Packaging } from '../packaging/packaging.ts';
import { packagings } from '../packaging/packagings.ts';
import { makeTemporaryFolder } from '../host/temporary-folder.ts';
import { gatherFacts } from '../session/gather.ts';

/** What runs a file: spark-submit beside the master, or hadoop jar beside the ResourceManager. */
export interface Runner {
  readonly component: ComponentName;
  readonly command: string;
  /** Stand before the file. */
  readonly before: readonly string[];
  /** Stand behind the file, before the application's own. */
  readonly behind: readonly string[];
}

interface Submission {
  /** On the operator's machine. */
  readonly file: string;
  readonly args: readonly string[];
  readonly runner: Runner;
  readonly signal?: AbortSignal | undefined;
  readonly onOutput: (piece: string, stream: 'stdout' | 'stderr') => void;
}

const jobLimitMs = 24 * 60 * 60 * 1000;

/** Sends a file to a node, runs it there, and returns the exit status of the application. */
export async function submitFile(host: Host, submission: Submission): Promise<number> {
  const packaging = await packagingOf(host, submission);
  const sent = `/var/tmp/bramble-job-${randomUUID()}`;
  await host.upload(submission.file, sent, submission.signal && { signal: submission.signal });
  return await run(host, packaging, { ...submission, sent });
}

async function packagingOf(host: Host, { runner: { component }, signal }: Submission): Promise<Packaging> {
  const installed = (await gatherFacts(host, signal)).installed[component];
  if (installed !== undefined) return packagings[installed.packaging];
  const what = `${components[component].title} is not installed`;
  throw new BrambleError('ACTION_FAILED', what, { host: host.name, hint: `bramble deploy ${component}` });
}

async function run(host: Host, packaging: Packaging, job: Submission & { readonly sent: string }): Promise<number> {
  const { component, command, before, behind } = job.runner;
  const place = [`${packaging.common(component)}/jobs`, job.sent, basename(job.file)];
  const words = [packaging.command(component, command), ...before, '--', ...behind, ...job.args];
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
${makeTemporaryFolder('t', 'd', 'job')}
mv "$sent" "$t/$name"; chmod 755 "$t"; chmod 644 "$t/$name"; chown -R root:root "$t"
i=$#
while [ "$i" -gt 0 ]; do
  i=$((i - 1)); word=$1; shift
  if [ "$word" = -- ] && [ -z "\${placed-}" ]; then placed=yes; set -- "$@" "$t/$name"; else set -- "$@" "$word"; fi
done
"$submit" "$@"`;
