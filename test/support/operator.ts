import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import type { Event } from '../../src/domain/events.ts';
import type { ErrorCode } from '../../src/errors.ts';
import type { LabWish } from '../../src/lab/lab-state.ts';
import type { UpLab } from '../../src/lab/lab-up.ts';
import { openTestLabs } from './lab.ts';

/** What a command line said and how it ended. */
interface Finished {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** The JSON lines of a command: what happened, and what came of it. */
interface Answer<Result> extends Finished {
  readonly events: readonly Event[];
  /** Of the last line; undefined where the command failed before it. */
  readonly result: Result;
  /** Where it failed: one for each host. */
  readonly failures: readonly Failure[];
}

interface Failure {
  readonly code: ErrorCode;
  readonly host?: string;
  readonly message: string;
  readonly hint?: string;
  readonly evidence?: string;
  readonly failures?: readonly Failure[];
}

interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}

/** A command that is still at work. */
export interface Running {
  readonly kill: (signal: NodeJS.Signals) => void;
  /** Waits until it has printed this; rejects where it ends before. */
  readonly says: (pattern: RegExp) => Promise<void>;
  /** What a pattern's first group has found in what it printed so far. */
  readonly found: (pattern: RegExp) => string;
  /** What it has printed so far. */
  readonly said: () => string;
  readonly ended: Promise<Finished>;
}

/** Someone with a lab of virtual Pis and a bramble that remembers nothing of the machine it runs on. */
export interface Operator {
  readonly lab: UpLab['lab'];
  /** Runs the command line from the sources, as a user would. A non-zero exit is a result. */
  readonly bramble: (words: readonly string[], options?: RunOptions) => Promise<Finished>;
  /** The same with `--json`, read. */
  readonly ask: <Result = unknown>(words: readonly string[], options?: RunOptions) => Promise<Answer<Result>>;
  /** Starts a command and leaves it running. */
  readonly start: (words: readonly string[], options?: RunOptions) => Running;
  /** Runs a line of shell on a host as root, over OpenSSH; rejects where it fails. */
  readonly on: (host: string, line: string) => Promise<string>;
  readonly env: NodeJS.ProcessEnv & { readonly XDG_STATE_HOME: string };
  /** Takes the lab down and forgets everything. */
  readonly end: () => Promise<void>;
}

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
const limitMs = 25 * 60_000;

/** Boots a lab that only this operator sees. Their commands use it, and it is taken down where it does not come up. */
export async function openOperator(prefix: string, wish: Omit<LabWish, 'name'>): Promise<Operator> {
  const labs = await openTestLabs(prefix);
  try {
    const { lab } = await labs.up('lab', { memoryMb: 2048, ...wish });
    const env = { ...labs.env, BRAMBLE_LAB: lab.name, NO_COLOR: '1' };
    return { ...commandsIn(env), lab, env, on: (host, line) => labs.ssh(lab, host, asRoot(line)), end: labs.end };
  } catch (error) {
    await labs.end();
    throw error;
  }
}

/** The commands of an operator whose environment is this. */
export function commandsIn(environment: NodeJS.ProcessEnv): Pick<Operator, 'bramble' | 'ask' | 'start'> {
  const start: Operator['start'] = (words, options) => launch(words, environment, options);
  const bramble: Operator['bramble'] = (words, options) => start(words, options).ended;
  return { start, bramble, ask: async (words, options) => readAnswer(await bramble([...words, '--json'], options)) };
}

function launch(words: readonly string[], environment: NodeJS.ProcessEnv, { env, input = '' }: RunOptions = {}) {
  const command = execa(process.execPath, [main, ...words], {
    env: { ...environment, ...env },
    extendEnv: false,
    input,
    reject: false,
    timeout: limitMs,
    stripFinalNewline: false,
  });
  let said = '';
  let hasEnded = false;
  command.stdout.on('data', (piece) => {
    said += piece;
  });
  const ended = command.then(({ exitCode, stdout, stderr }) => {
    hasEnded = true;
    return { exitCode, stdout, stderr };
  });
  return {
    kill: (signal) => command.kill(signal),
    says: async (pattern) => {
      while (!pattern.test(said)) {
        if (hasEnded) throw new Error(`it ended without ${pattern}: ${said}`);
        await sleep(20);
      }
    },
    said: () => said,
    found: (pattern) => pattern.exec(said)?.[1] ?? '',
    ended,
  } satisfies Running;
}

/** Reads what a command printed with `--json`. */
export function readAnswer<Result>(finished: Finished): Answer<Result> {
  const lines = finished.stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { event?: Event; result?: Result; error?: Failure }); // anything but JSON fails the test
  return {
    ...finished,
    events: lines.flatMap(({ event }) => event ?? []),
    result: lines.at(-1)?.result as Result, // what a test reads of it, it asserts
    failures: lines.flatMap(({ error }) => error?.failures ?? error ?? []),
  };
}

function asRoot(line: string): string {
  return `sudo sh -c '${line.replaceAll("'", "'\\''")}'`;
}
