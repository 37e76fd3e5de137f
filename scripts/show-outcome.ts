import type { Outcome } from './run-check.ts';
import { closingLine } from './tally.ts';

const shownLines = 120;
const passedTest = /^\s*✓ /;
/** The test's name, the error and the place, as vitest writes them. */
const firstFailure = /^ FAIL .*(\n.*){1,3}/m;

export function hasFailed({ tally }: Outcome): boolean {
  return tally.failed > 0;
}

/** A line for each check, as soon as it has ended. */
export function showRow(outcome: Outcome): void {
  const mark = hasFailed(outcome) ? 'FAIL' : 'ok  ';
  const counts = outcome.check.vitest ? `  ${closingLine(outcome.tally)}` : '';
  console.log(`${mark} ${outcome.check.name.padEnd(18)} ${outcome.seconds.toFixed(1).padStart(6)} s${counts}`);
}

/** The end of what a check printed. */
export function showFailure({ check, output }: Outcome): void {
  const lines = output.split('\n').filter((line) => line.trim() !== '' && !passedTest.test(line));
  const left = lines.length > shownLines ? [`(${lines.length - shownLines} lines before)`] : [];
  console.log(`\n--- ${check.name}: ${check.command.join(' ')}`);
  console.log([...left, ...lines.slice(-shownLines)].join('\n'));
}

/** Why another look was taken, in few lines: of a long output often only the end is kept. */
export function showFirstFailure({ check, tally, output }: Outcome): void {
  console.log(`\nbeside another lab: ${check.name}: ${closingLine(tally)}\n${firstFailure.exec(output)?.[0] ?? ''}`);
}
