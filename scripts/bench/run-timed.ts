import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** A whole process: how long it took, and how much user and system time it and its children used. */
export interface Timed {
  readonly wallS: number;
  readonly cpuS: number;
  readonly lines: readonly Stamped[];
}

/** A line of standard output, and when it came. */
export interface Stamped {
  readonly text: string;
  readonly atS: number;
}

interface TimedOptions {
  readonly signal: AbortSignal;
  readonly env?: NodeJS.ProcessEnv;
  /** File descriptor to read from, in place of nothing. */
  readonly stdin?: number;
}

// bash's own word reports the time of all children to the millisecond; Node reports only its own.
const bash = `TIMEFORMAT='%3R %3U %3S'; time "$@"`;

/** Runs a program to its end. Rejects with what it said where it fails. On abort it and its children are interrupted. */
export async function runTimed(argv: readonly string[], options: TimedOptions): Promise<Timed> {
  const { signal } = options;
  signal.throwIfAborted();
  const child = start(argv, options);
  const interrupt = () => child.pid !== undefined && process.kill(-child.pid, 'SIGINT');
  signal.addEventListener('abort', interrupt, { once: true });
  const said = listen(child);
  const status = await statusOf(child).finally(() => signal.removeEventListener('abort', interrupt));
  signal.throwIfAborted();
  if (status !== 0) throw failed(argv, status, said);
  return { ...parseTimes(said.errors.join('')), lines: said.lines };
}

type Child = ChildProcessByStdio<null, Readable, Readable>;

// A process group of its own: Ctrl-C is told to it once, by us.
function start(argv: readonly string[], { env, stdin }: TimedOptions): Child {
  return spawn('bash', ['-c', bash, 'bash', ...argv], {
    detached: true,
    env: { ...process.env, ...env },
    stdio: [stdin ?? 'ignore', 'pipe', 'pipe'],
  }) as Child; // the types do not follow a descriptor in `stdio`
}

interface Said {
  readonly lines: Stamped[];
  readonly errors: string[];
}

function listen({ stdout, stderr }: Child): Said {
  const startedMs = performance.now();
  const said: Said = { lines: [], errors: [] };
  const stamp = (text: string) => said.lines.push({ text, atS: (performance.now() - startedMs) / 1000 });
  createInterface({ input: stdout }).on('line', stamp);
  stderr.setEncoding('utf8').on('data', (piece: string) => said.errors.push(piece));
  return said;
}

function statusOf(child: Child): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('close', (code) => resolve(code ?? 1));
  });
}

/** The last line is bash's: wall, user and system time in seconds. */
function parseTimes(stderr: string): { wallS: number; cpuS: number } {
  const [wallS = 0, userS = 0, systemS = 0] = (stderr.trim().split('\n').at(-1) ?? '').split(' ').map(Number);
  return { wallS, cpuS: userS + systemS };
}

function failed(argv: readonly string[], status: number, { lines, errors }: Said): Error {
  const last = [...lines.map(({ text }) => text), ...errors].slice(-40).join('\n');
  return new Error(`${argv.join(' ')}: ended with ${status}\n${last}`);
}
