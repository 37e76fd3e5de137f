import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { Secret } from '../domain/secret.ts';
import { BrambleError } from '../errors.ts';

/** Asks for a password without showing it. Also takes one line from a pipe. */
export async function askSecret(question: string): Promise<Secret> {
  const isTerminal = process.stdin.isTTY === true;
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: silent, terminal: isTerminal });
  if (isTerminal) process.stderr.write(question);
  try {
    return new Secret(await firstLine(lines));
  } finally {
    lines.close();
    if (isTerminal) process.stderr.write('\n');
  }
}

async function firstLine(lines: AsyncIterable<string>): Promise<string> {
  for await (const line of lines) return line;
  throw new BrambleError('USAGE', 'a password was to be read from standard input, which was empty');
}

/** Asks yes or no; without a terminal the answer is no. */
export async function confirm(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) return false;
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await lines.question(`${question} [y/N] `)).trim());
  } finally {
    lines.close();
  }
}
