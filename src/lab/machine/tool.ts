import { execa } from 'execa';
import { BrambleError } from '../../errors.ts';

export interface ToolOptions {
  readonly input?: string;
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number;
}

const sbin = '/usr/local/sbin:/usr/sbin:/sbin:/usr/local/bin:/usr/bin:/bin';

/** Runs a program of this machine and returns its standard output. Rejects with LAB_FAILED, or INTERRUPTED on abort. */
export async function runTool(argv: readonly string[], options: ToolOptions = {}): Promise<string> {
  const result = await start(argv, options);
  if (!result.failed) return result.stdout;
  throw new BrambleError('LAB_FAILED', `\`${argv.slice(0, 4).join(' ')} …\` failed`, {
    cause: new Error(result.shortMessage?.split('\n')[0]),
    evidence: lastLines(result.stderr || result.stdout, 12),
  });
}

/** As `runTool`, for programs that may fail: returns what they wrote, be it nothing. Rejects on abort only. */
export async function tryTool(argv: readonly string[], options: ToolOptions = {}): Promise<string> {
  return (await start(argv, options)).stdout ?? '';
}

async function start(argv: readonly string[], { input = '', signal, timeoutMs = 120_000 }: ToolOptions) {
  const result = await execa(argv[0] ?? '', argv.slice(1), {
    reject: false,
    input,
    timeout: timeoutMs,
    env: { LC_ALL: 'C.UTF-8', PATH: `${process.env.PATH ?? ''}:${sbin}` },
    ...(signal && { cancelSignal: signal }),
  });
  if (signal?.aborted) throw interrupted();
  return result;
}

/**
 * Runs a script with mounts and processes of its own: whatever it mounts or starts is gone when it ends, when it is
 * aborted, and when bramble itself is killed.
 */
export async function runEnclosed(argv: readonly string[], options: ToolOptions = {}): Promise<string> {
  const enclosure = ['setpriv', '--pdeathsig', 'KILL', 'unshare', '--mount', '--propagation', 'private'];
  return runTool([...enclosure, '--pid', '--fork', '--kill-child', '--mount-proc', ...argv], {
    timeoutMs: 30 * 60_000,
    ...options,
  });
}

/** The failure that an abort becomes. */
export function interrupted(): BrambleError {
  return new BrambleError('INTERRUPTED', 'interrupted; what was begun has been taken down again');
}

/** The end of a text, as evidence. */
export function lastLines(text: string, count: number): string | undefined {
  return text.trimEnd().split('\n').slice(-count).join('\n') || undefined;
}
