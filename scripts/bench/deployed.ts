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

type Answer = Timed & { readonly result: Result };

/** Runs a command of the built program on all hosts of a lab, with `--json`. */
export async function runBramble(lab: BenchLab, words: readonly string[], signal: AbortSignal): Promise<Answer> {
  return await runRemembered(lab, [...words, '--hosts', lab.hosts], signal);
}

/** The same on the cluster that was deployed before, with its roles. */
export async function runRemembered({ env }: BenchLab, words: readonly string[], signal: AbortSignal): Promise<Answer> {
  const timed = await runTimed([process.execPath, program, ...words, '--json'], { signal, env });
  const last = JSON.parse(timed.lines.at(-1)?.text ?? '{}') as { result?: Result }; // our own format
  return { ...timed, result: last.result ?? {} };
}
