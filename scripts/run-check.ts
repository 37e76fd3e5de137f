import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Check } from './checks.ts';
import { type Tally, tallyOfExit, tallyOfVitest, type VitestReport } from './tally.ts';

export interface Outcome {
  readonly check: Check;
  readonly tally: Tally;
  readonly seconds: number;
  readonly output: string;
}

export interface Surroundings {
  readonly workDir: string;
  readonly signal: AbortSignal;
  /** Beside this process's own. */
  readonly env?: Readonly<Record<string, string>>;
}

interface Ended {
  readonly exitCode: number;
  readonly output: string;
}

const graceMs = 20_000;

/** Runs one check in a process group of its own, so that nothing it started outlives its time limit or `signal`. */
export async function runCheck(check: Check, surroundings: Surroundings): Promise<Outcome> {
  const { workDir } = surroundings;
  const started = Date.now();
  const reportPath = join(workDir, `${check.name.replaceAll(/\W+/g, '-')}.json`);
  const reporters = check.vitest ? ['--reporter=default', '--reporter=json', `--outputFile.json=${reportPath}`] : [];
  const { exitCode, output } = await runToEnd(check, [...check.command, ...reporters], surroundings);
  const tally = check.vitest ? tallyOfVitest(readReport(reportPath), exitCode) : tallyOfExit(exitCode);
  return { check, tally, output, seconds: (Date.now() - started) / 1000 };
}

function runToEnd(
  { limitMs }: Check,
  [program = '', ...words]: readonly string[],
  { signal, env = {} }: Surroundings,
): Promise<Ended> {
  const child = spawn(program, words, {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env, NO_COLOR: '1' },
  });
  const pieces: string[] = [];
  child.stdout.setEncoding('utf8').on('data', (piece: string) => pieces.push(piece));
  child.stderr.setEncoding('utf8').on('data', (piece: string) => pieces.push(piece));
  const limit = AbortSignal.any([signal, AbortSignal.timeout(limitMs)]);
  const stop = () => {
    pieces.push(`\nstopped: ${signal.aborted ? 'interrupted' : `took longer than ${limitMs / 1000} s`}\n`);
    endGroup(child);
  };
  limit.addEventListener('abort', stop, { once: true });
  return new Promise((resolve) => {
    const end = (exitCode: number) => {
      limit.removeEventListener('abort', stop);
      resolve({ exitCode: limit.aborted ? 124 : exitCode, output: pieces.join('') });
    };
    child.on('error', (error) => pieces.push(`${error.message}\n`));
    child.on('close', (code) => end(code ?? 1));
  });
}

function endGroup(child: ChildProcess): void {
  kill(child, 'SIGTERM');
  setTimeout(() => kill(child, 'SIGKILL'), graceMs).unref();
}

function kill({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // The whole group has ended already.
  }
}

function readReport(path: string): VitestReport | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as VitestReport; // written by vitest's own reporter
  } catch {
    return undefined;
  }
}
