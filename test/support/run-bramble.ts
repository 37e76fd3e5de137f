import { fileURLToPath } from 'node:url';
import { execa } from 'execa';

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

interface Finished {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number | undefined;
}

/** Runs the command line from the sources, as a user would. A non-zero exit is a result. */
export async function runBramble(
  words: readonly string[],
  options: { cwd?: string; env?: Record<string, string> } = {},
): Promise<Finished> {
  const { stdout, stderr, exitCode } = await execa(process.execPath, [main, ...words], {
    ...options,
    reject: false,
    stripFinalNewline: false,
  });
  return { stdout, stderr, exitCode };
}
