import { randomBytes } from 'node:crypto';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Secret } from '../domain/secret.ts';
import { BrambleError } from '../errors.ts';
import { type Elevation, endProcessGroup, renderCommandLine } from './command-line.ts';
import type { Output, RunOptions } from './host.ts';
import { unlessAborted, withinLimit } from './limits.ts';
import type { Machine, Program } from './program.ts';
import { quoteCommand } from './quote.ts';
import { type StartWatcher, watchStart } from './start-watcher.ts';
import { sudoFailure } from './sudo-failure.ts';

const defaultTimeoutMs = 120_000;
const endingTimeoutMs = 5_000;

type Listener = NonNullable<RunOptions['onOutput']>;

/** Like RunOptions, where the input may also be a stream. */
export interface ProgramOptions extends Omit<RunOptions, 'stdin' | 'onOutput'> {
  readonly stdin?: string | Secret | Readable | undefined;
  readonly onOutput?: Listener | undefined;
  /** Starts this one program in another way than the machine does. */
  readonly open?: Machine['open'];
}

/** Runs one program to its end. On abort or time-out the program is ended, too. */
export async function runProgram(machine: Machine, argv: readonly string[], options: ProgramOptions): Promise<Output> {
  const timeoutMs = options.timeoutMs ?? defaultTimeoutMs;
  const overdue = () => `\`${inBrief(argv)}\` did not finish`;
  const limit = { host: machine.name, timeoutMs, signal: options.signal, overdue };
  return withinLimit(limit, async (signal) => {
    const run = await startUnlessAborted(machine, argv, { ...options, signal });
    try {
      return await unlessAborted(finish(run), signal);
    } catch (error) {
      if (signal.aborted) await end(run);
      throw error;
    } finally {
      run.program.close();
    }
  });
}

interface Run {
  readonly machine: Machine;
  readonly argv: readonly string[];
  readonly options: ProgramOptions;
  readonly program: Program;
  readonly elevation: Elevation;
  readonly watcher: StartWatcher;
  readonly stdout: string[];
  readonly stderr: string[];
}

async function startUnlessAborted(machine: Machine, argv: readonly string[], options: Started): Promise<Run> {
  const starting = start(machine, argv, options);
  return unlessAborted(starting, options.signal).catch((error) => {
    starting.then(({ program }) => program.close()).catch(() => {}); // it may come too late
    throw error;
  });
}

type Started = ProgramOptions & { readonly signal: AbortSignal };

async function start(machine: Machine, argv: readonly string[], options: ProgramOptions): Promise<Run> {
  const mark = randomBytes(8).toString('hex');
  const elevation = chooseElevation(machine, options);
  const open = options.open ?? machine.open;
  const program = await open(renderCommandLine(argv, elevation, mark));
  const run: Run = { machine, argv, options, program, elevation, watcher: watchStart(mark), stdout: [], stderr: [] };
  program.stdin.on('error', () => {}); // a program may end without reading its input
  if (elevation !== 'ask') feed(program, options.stdin);
  listen(run);
  return run;
}

function chooseElevation({ user, sudoPassword }: Machine, { sudo }: ProgramOptions): Elevation {
  if (!sudo || user === 'root') return 'none';
  return sudoPassword === undefined ? 'never-ask' : 'ask';
}

function feed({ stdin }: Program, input: ProgramOptions['stdin']): void {
  if (input instanceof Secret) stdin.end(input.reveal());
  else if (input === undefined || typeof input === 'string') stdin.end(input ?? '');
  else pipeline(input, stdin).catch(() => stdin.destroy());
}

function listen(run: Run): void {
  const { options } = run;
  const pass = (pieces: string[], stream: Parameters<Listener>[1]) => (piece: string) => {
    if (piece === '') return;
    pieces.push(piece);
    options.onOutput?.(piece, stream);
  };
  const passStderr = pass(run.stderr, 'stderr');
  run.program.stdout.setEncoding('utf8').on('data', pass(run.stdout, 'stdout'));
  run.program.stderr.setEncoding('utf8').on('data', (piece: string) => {
    const before = { asked: run.watcher.asked, started: run.watcher.pid !== undefined };
    passStderr(run.watcher.take(piece));
    if (run.elevation === 'ask') answerSudo(run, before);
  });
}

// The password is sent only when sudo asks and the input only once the program runs, so neither can be taken for the
// other. A second question means that the password was wrong: the input is closed, so that no account gets locked.
function answerSudo(run: Run, before: { asked: number; started: boolean }): void {
  const { machine, options, watcher, program } = run;
  if (watcher.pid !== undefined && !before.started) feed(program, options.stdin);
  else if (watcher.asked > 1) program.stdin.end();
  else if (watcher.asked > before.asked) program.stdin.write(`${machine.sudoPassword?.reveal()}\n`);
}

async function finish(run: Run): Promise<Output> {
  const exitCode = await run.program.ended.catch((cause) => {
    throw lost(run, cause);
  });
  if (run.watcher.pid === undefined) throw notStarted(run, exitCode);
  return { exitCode, stdout: run.stdout.join(''), stderr: run.stderr.join('') };
}

function lost({ machine, argv, watcher }: Run, cause: unknown): BrambleError {
  return new BrambleError('HOST_LOST', `the connection was lost while \`${inBrief(argv)}\` was running`, {
    host: machine.name,
    cause,
    evidence: watcher.pid === undefined ? watcher.preamble || undefined : undefined,
    hint: 'run the same command again: it continues where it stopped',
  });
}

function notStarted({ machine, elevation, watcher }: Run, exitCode: number): BrambleError {
  if (elevation !== 'none') return sudoFailure(machine, { exitCode, asked: watcher.asked, words: watcher.preamble });
  return new BrambleError('HOST_UNSUITABLE', `the login shell of ${machine.user} ran no command (exit ${exitCode})`, {
    host: machine.name,
    evidence: watcher.preamble || undefined,
    hint: 'give that user an ordinary shell and no forced command in authorized_keys, or choose another --user',
  });
}

async function end({ machine, watcher: { pid }, options: { sudo = false } }: Run): Promise<void> {
  if (pid === undefined) return;
  const limit = { host: machine.name, timeoutMs: endingTimeoutMs, overdue: () => 'ending the program was not done' };
  await withinLimit(limit, async (signal) => {
    const ender = await unlessAborted(start(machine, endProcessGroup(pid), { sudo }), signal);
    await unlessAborted(ender.program.ended, signal);
  }).catch(() => {}); // the first failure is the one to report; here the machine may well be gone
}

function inBrief(argv: readonly string[]): string {
  const line = quoteCommand(argv).replaceAll(/\s+/g, ' ');
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}
