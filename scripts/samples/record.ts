import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { rename } from './rename.ts';
import { pathOf, type Sample } from './sample.ts';

const main = resolve('src/cli/main.ts');

/** Runs the samples in turn, in a folder where nothing is remembered, and keeps what they print. */
export function record(samples: readonly Sample[], folder: string): void {
  for (const sample of samples) {
    process.stdout.write(`$ ${sample.command}\n`);
    const shown = take(sample, folder);
    if (sample.as !== undefined) writeFileSync(pathOf(sample.as), shown);
  }
}

/** What one sample looks like on the terminal, its command first. */
export function take({ command, exits = 0, only, meanwhile }: Sample, folder: string): string {
  const whole = meanwhile === undefined ? command : besides(meanwhile, command);
  const { status, stdout } = spawnSync('sh', ['-c', `exec 2>&1; ${whole}`], {
    cwd: folder,
    env: environmentIn(folder),
    encoding: 'utf8',
  });
  if (status !== exits) throw new Error(`ended with ${status}, not ${exits}: ${command}\n${stdout}`);
  return `$ ${command}\n${linesOf(asAnybodysOwn(stdout, folder), only)}`;
}

/** Begins one command, waits until it has the lock, runs the other one, and lets the first come to its end. */
function besides(first: string, second: string): string {
  const hasLock = 'bramble history 2>/dev/null | grep -q "at work now"';
  return `${first} >/dev/null 2>&1 & for i in 1 2 3 4 5 6 7 8 9; do ${hasLock} && break; done; ${second}; s=$?; wait; exit $s`;
}

function environmentIn(folder: string): NodeJS.ProcessEnv {
  const programs = join(folder, 'programs');
  mkdirSync(programs, { recursive: true });
  writeFileSync(join(programs, 'bramble'), `#!/bin/sh\nexec "${process.execPath}" "${main}" "$@"\n`, { mode: 0o755 });
  return {
    ...process.env,
    BRAMBLE_LAB: 'samples',
    PATH: `${programs}:${process.env.PATH}`,
    XDG_STATE_HOME: join(folder, 'state'),
  };
}

/** Without what only this machine and its user are called. */
function asAnybodysOwn(output: string, folder: string): string {
  const state = join(folder, 'state');
  return rename(output, `${userInfo().username}@${hostname()}`, 'ana@desk')
    .replaceAll(state, '~/.local/state')
    .replaceAll(`${folder}/`, '')
    .replaceAll(process.env.HOME ?? '/root', '~')
    .trimEnd()
    .concat('\n');
}

function linesOf(output: string, only: RegExp | undefined): string {
  if (only === undefined) return output;
  const lines = output.split('\n').map((line) => (only.test(line) ? line : '…'));
  return `${lines.filter((line, at) => line !== '…' || lines[at - 1] !== '…').join('\n')}\n`;
}
