import type { Finding } from '../../src/verify/finding.ts';
import type { BenchLab } from './bench-lab.ts';
import { program } from './built-program.ts';
import type { PlannedRoles } from './daemons.ts';
import { runTimed, type Timed } from './run-timed.ts';

/** The last line that `--json` prints. */
export interface Result {
  readonly changed?: boolean;
  readonly healthy?: boolean;
  readonly findings?: readonly Finding[];
  /** Of a plan: what runs where. */
  readonly roles?: readonly PlannedRoles[];
  readonly usage?: Readonly<Record<string, { readonly connections: number; readonly commands: number }>>;
}

/** Runs a command of the built program on all hosts of a lab, with `--json`. */
export async function runBramble(
  { hosts, env }: BenchLab,
  words: readonly string[],
  signal: AbortSignal,
): Promise<Timed & { readonly result: Result }> {
  const timed = await runTimed([process.execPath, program, ...words, '--hosts', hosts, '--json'], { signal, env });
  const last = JSON.parse(timed.lines.at(-1)?.text ?? '{}') as { result?: Result }; // our own format
  return { ...timed, result: last.result ?? {} };
}
