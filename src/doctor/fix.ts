import type { Report } from '../domain/events.ts';
import { BrambleError } from '../errors.ts';
import { forEachHost } from '../host/for-each-host.ts';
import type { Host } from '../host/host.ts';
import type { HostReport } from './diagnose.ts';
import { type SafeFixName, safeFixes } from './safe-fixes.ts';

/** What `--fix` would do on one machine, and why. */
export interface PlannedFix {
  readonly host: string;
  readonly fix: SafeFixName;
  readonly because: string;
}

/** The safe fixes for what was found; empty where nothing is left to do. */
export function planFixes(reports: readonly HostReport[]): PlannedFix[] {
  return reports.flatMap(({ name, diagnoses }) =>
    diagnoses.flatMap(({ safeFix, what }) =>
      safeFix === undefined ? [] : [{ host: name, fix: safeFix, because: what }],
    ),
  );
}

/** What is needed to carry out fixes. */
interface FixContext {
  readonly signal: AbortSignal;
  readonly report: Report;
}

const fixTimeoutMs = 60_000;

/** Carries out the fixes of all machines side by side. Rejects with all failures together. */
export async function applyFixes(
  plan: readonly PlannedFix[],
  hosts: readonly Host[],
  context: FixContext,
): Promise<void> {
  await forEachHost(
    hosts,
    async (host) => {
      for (const { fix } of plan.filter((one) => one.host === host.name)) await applyFix(host, fix, context);
    },
    { signal: context.signal },
  );
}

async function applyFix(host: Host, fix: SafeFixName, { signal, report }: FixContext): Promise<void> {
  const { title, script } = safeFixes[fix];
  const about = { stage: 'fix', host: host.name, text: title };
  report({ ...about, state: 'started' });
  const options = { sudo: true, stdin: `set -eu\n${script}\n`, timeoutMs: fixTimeoutMs, signal };
  const { exitCode, stderr } = await host.run(['sh', '-s'], options);
  if (exitCode !== 0)
    throw new BrambleError('ACTION_FAILED', `could not ${title}`, { host: host.name, evidence: stderr.trim() });
  report({ ...about, state: 'done' });
}
