// The checks of `scripts/test [unit|package|e2e|FILE…]`: runs them, shows what failed, ends with the count.
import { globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Check, fileCheck, packageChecks, unitChecks } from './checks.ts';
import { runAll } from './run-all.ts';
import { hasFailed, showFailure } from './show-outcome.ts';
import { closingLine, sum } from './tally.ts';

const workDir = mkdtempSync(join(tmpdir(), 'bramble-test-'));
const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => interrupted.abort());
const outcomes = await runAll(checksFor(process.argv.slice(2)), { workDir, signal: interrupted.signal });
rmSync(workDir, { recursive: true, force: true });
const total = sum(outcomes.map(({ tally }) => tally));
for (const outcome of outcomes.filter(hasFailed)) showFailure(outcome);
console.log(closingLine(total));
process.exitCode = total.failed > 0 || total.passed === 0 || interrupted.signal.aborted ? 1 : 0;

function checksFor(words: readonly string[]): Check[] {
  const e2e = globSync('test/e2e/**/*.test.ts').toSorted().map(fileCheck);
  const named: Readonly<Record<string, readonly Check[]>> = { unit: unitChecks, package: packageChecks, e2e };
  return words.length === 0 ? Object.values(named).flat() : words.flatMap((word) => named[word] ?? fileCheck(word));
}
