// The checks of `scripts/test [unit|e2e|FILE…]`: runs them one after another, shows what failed, ends with the count.
import { globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Check, fileCheck, unitChecks } from './checks.ts';
import { labsUp, takeDown } from './labs.ts';
import { type Outcome, runCheck } from './run-check.ts';
import { closingLine, sum } from './tally.ts';

const shownLines = 120;
const passedTest = /^\s*✓ /;

const workDir = mkdtempSync(join(tmpdir(), 'bramble-test-'));
const owner = `t${process.pid}`;
process.env.BRAMBLE_TEST_OWNER = owner; // for the names of their labs
const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => interrupted.abort());
const outcomes = await runAll(checksFor(process.argv.slice(2)));
rmSync(workDir, { recursive: true, force: true });
const total = sum(outcomes.map(({ tally }) => tally));
for (const outcome of outcomes.filter(hasFailed)) showFailure(outcome);
console.log(closingLine(total));
process.exitCode = total.failed > 0 || total.passed === 0 || interrupted.signal.aborted ? 1 : 0;

function checksFor(words: readonly string[]): Check[] {
  const e2e = globSync('test/e2e/**/*.test.ts').toSorted().map(fileCheck);
  if (words.length === 0) return [...unitChecks, ...e2e];
  return words.flatMap((word) => {
    if (word === 'unit') return unitChecks;
    return word === 'e2e' ? e2e : [fileCheck(word)];
  });
}

async function runAll(checks: readonly Check[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const check of checks) {
    if (interrupted.signal.aborted) break;
    const outcome = check.inLab ? await runInLab(check) : await runCheck(check, workDir, interrupted.signal);
    outcomes.push(outcome);
    showRow(outcome);
  }
  return outcomes;
}

/** Leaves no lab of its own behind, however the file ended; other people's stay as they are. */
async function runInLab(check: Check): Promise<Outcome> {
  const outcome = await runCheck(check, workDir, interrupted.signal);
  takeDown(labsUp().filter((lab) => lab.includes(`-${owner}-`)));
  return outcome;
}

function showRow(outcome: Outcome): void {
  const mark = hasFailed(outcome) ? 'FAIL' : 'ok  ';
  const counts = outcome.check.vitest ? `  ${closingLine(outcome.tally)}` : '';
  console.log(`${mark} ${outcome.check.name.padEnd(18)} ${outcome.seconds.toFixed(1).padStart(6)} s${counts}`);
}

function showFailure({ check, output }: Outcome): void {
  const lines = output.split('\n').filter((line) => line.trim() !== '' && !passedTest.test(line));
  const left = lines.length > shownLines ? [`(${lines.length - shownLines} lines before)`] : [];
  console.log(`\n--- ${check.name}: ${check.command.join(' ')}`);
  console.log([...left, ...lines.slice(-shownLines)].join('\n'));
}

function hasFailed({ tally }: Outcome): boolean {
  return tally.failed > 0;
}
