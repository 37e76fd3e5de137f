import { stripVTControlCharacters } from 'node:util';
import { execa, type Options } from 'execa';
import { BrambleError } from '../errors.ts';

export interface ToolOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number;
}

const defaultTimeoutMs = 30 * 60_000;

/** Runs a program of this machine and returns its standard output. Rejects with what it said where it fails. */
export async function runTool(argv: readonly string[], options: ToolOptions = {}): Promise<string> {
  const result = await execa(argv[0] ?? '', argv.slice(1), settings(options));
  if (!result.failed) return result.stdout;
  if (options.signal?.aborted) throw new BrambleError('INTERRUPTED', 'the build was interrupted');
  throw new BrambleError('BUILD_FAILED', `\`${argv.slice(0, 3).join(' ')} …\` failed`, {
    cause: new Error(result.shortMessage?.split('\n')[0] ?? 'it ended badly'),
    evidence: lastLines(result.stderr) || lastLines(result.stdout),
  });
}

function settings({ cwd, env, signal, timeoutMs = defaultTimeoutMs }: ToolOptions) {
  return {
    reject: false,
    stdin: 'ignore',
    timeout: timeoutMs,
    env: { LC_ALL: 'C.UTF-8', ...env },
    ...(cwd === undefined ? {} : { cwd }),
    ...(signal === undefined ? {} : { cancelSignal: signal }),
  } as const satisfies Options;
}

function lastLines(text: string): string {
  return stripVTControlCharacters(text).trim().split('\n').slice(-12).join('\n');
}
