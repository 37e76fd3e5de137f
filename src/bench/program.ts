import { readFile } from 'node:fs/promises';

/** A program of ours that is run on a node: the text of a file in `bench/`. Two folders up from here lies the package. */
export async function readProgram(name: string): Promise<string> {
  return await readFile(new URL(`../../bench/${name}`, import.meta.url), 'utf8');
}

/** Begins the line by which a program of ours answers; those in `bench/` print it too. */
export const answerMark = 'BRAMBLE-BENCH';

const answerLine = new RegExp(`^${answerMark} (.*)\\n?`, 'm');

/** The words behind the mark in what such a program prints; undefined where it printed none. */
export function answerIn(output: string): string | undefined {
  return answerLine.exec(output)?.[1];
}

/** Everything else that it prints. */
export function withoutAnswer(output: string): string {
  return output.replace(answerLine, '');
}
