import { fileURLToPath } from 'node:url';
import { runTimed } from './run-timed.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What `npm run build` makes, and what people install. */
export const program = `${root}dist/cli/main.js`;

let built: Promise<void> | undefined;

/** Builds the program, once in each run of the bench: figures of yesterday's program would mislead. */
export function buildProgram(say: (text: string) => void, signal: AbortSignal): Promise<void> {
  built ??= build(say, signal);
  return built;
}

async function build(say: (text: string) => void, signal: AbortSignal): Promise<void> {
  say('npm run build');
  await runTimed(['npm', '--prefix', root, 'run', '--silent', 'build'], { signal });
}
