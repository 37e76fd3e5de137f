import { type Place, placeOf, runOn } from '../deploy/members/members.ts';
import { BrambleError } from '../errors.ts';
import { makeTemporaryFolder } from '../host/temporary-folder.ts';
import type { Bench } from './bench.ts';
import { answerIn, answerMark, withoutAnswer } from './program.ts';

/** What a command of Hadoop printed, on both streams, and how long it took, its own start included. */
export interface Finished {
  readonly seconds: number;
  readonly output: string;
}

/** Runs a command of Hadoop beside the ResourceManager, in a folder that it may write to. Rejects where it fails. */
export async function runHadoop(bench: Bench, command: 'hadoop' | 'hdfs', args: readonly string[]): Promise<Finished> {
  const { host, packaging } = workplace(bench);
  const words = [packaging.command('hadoop', command), ...args];
  const options = { sudo: true, timeoutMs: bench.jobTimeoutMs, signal: bench.signal };
  const argv = ['sh', '-c', script, 'sh', `${packaging.common('hadoop')}/jobs`, packaging.serviceUser, ...words];
  const { exitCode, stdout: output } = await host.run(argv, options);
  const seconds = answerIn(output);
  if (exitCode === 0 && seconds !== undefined) return { seconds: Number(seconds), output: withoutAnswer(output) };
  const evidence = failureIn(output);
  throw new BrambleError('ACTION_FAILED', `\`${command} ${args[0]}\` ended with ${exitCode}`, {
    host: host.name,
    evidence,
  });
}

/** Seconds since 1970 by the clock of that node, which the nodes share and the operator’s machine may not. */
export async function clockOfHadoop(bench: Bench): Promise<number> {
  return Number(await runOn(workplace(bench), ['date', '+%s'], { label: 'date', signal: bench.signal }));
}

function workplace({ members }: Bench): Place {
  const place = placeOf('resourcemanager', members);
  if (place !== undefined) return place;
  throw new BrambleError('ACTION_FAILED', 'the ResourceManager’s node is away');
}

// The clock of /proc/uptime is not set in the middle. What the command prints on a folder of its own is gone with it.
const script = `set -u
jobs=$1 user=$2; shift 2
${makeTemporaryFolder('d', 'jobs', 'bench')}
chown "$user" "$d" && cd "$d" || exit
read -r from _ < /proc/uptime
"$@" < /dev/null 2>&1 || exit
read -r to _ < /proc/uptime
awk -v from="$from" -v to="$to" 'BEGIN { printf "${answerMark} %.2f\\n", to - from }'`;

/** The line that says what went wrong: in the midst of others, and above its own stack. */
function failureIn(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '' && !/^\s+at /.test(line));
  return (lines.findLast((line) => /exception|error/i.test(line)) ?? lines.at(-1) ?? '').trim();
}
