import { spawn } from 'node:child_process';
import { quoteCommand } from '../../src/host/quote.ts';

interface TerminalOptions {
  readonly env: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly columns?: number;
}

/** A program at a pseudo-terminal, and someone who types. */
export interface Terminal {
  readonly type: (keys: string) => void;
  /** Waits until this has appeared behind what was waited for before; rejects where the program ends before. */
  readonly says: (pattern: RegExp) => Promise<RegExpExecArray>;
  /** All that has appeared, once the program has ended. */
  readonly ended: Promise<string>;
  readonly kill: () => void;
}

/** Starts a program at a terminal of its own, by script(1). */
export function openTerminal(words: readonly string[], { env, cwd, columns = 120 }: TerminalOptions): Terminal {
  const line = `stty columns ${columns} && exec ${quoteCommand(words)}`;
  const child = spawn('script', ['--quiet', '--flush', '--return', '--command', line, '/dev/null'], {
    env: { PATH: process.env.PATH, TERM: 'xterm', LANG: 'C.UTF-8', SHELL: '/bin/sh', ...env },
    cwd,
  });
  let [all, read, hasEnded] = ['', 0, false];
  let look = () => {};
  child.stdout.setEncoding('utf8').on('data', (piece: string) => {
    all += piece;
    look();
  });
  const ended = new Promise<string>((resolve) => {
    child.on('close', () => {
      hasEnded = true;
      look();
      resolve(all);
    });
  });
  const says = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      look = () => {
        const found = pattern.exec(all.slice(read));
        if (found === null) return void (hasEnded && reject(new Error(`ended without ${pattern}:\n${all}`)));
        read += found.index + found[0].length;
        look = () => {};
        resolve(found);
      };
      look();
    });
  return { type: (keys) => child.stdin.write(keys), says, ended, kill: () => child.kill() };
}
