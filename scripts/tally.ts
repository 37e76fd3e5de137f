export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** What is read of the file that vitest's JSON reporter writes. */
export interface VitestReport {
  readonly numTotalTests: number;
  readonly numPassedTests: number;
  readonly numFailedTests: number;
}

export const nothing: Tally = { passed: 0, failed: 0, skipped: 0 };

/** A check that is no test runner counts as one. */
export function tallyOfExit(exitCode: number): Tally {
  return exitCode === 0 ? { ...nothing, passed: 1 } : { ...nothing, failed: 1 };
}

/** Counts tests. A run that failed without a failed test (a file that does not load, a time-out) counts one failure. */
export function tallyOfVitest(report: VitestReport | undefined, exitCode: number): Tally {
  if (report === undefined) return { ...nothing, failed: 1 };
  const { numTotalTests: total, numPassedTests: passed, numFailedTests } = report;
  const failed = exitCode === 0 ? numFailedTests : Math.max(1, numFailedTests);
  return { passed, failed, skipped: Math.max(0, total - passed - numFailedTests) };
}

/** Adds up. */
export function sum(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (a, b) => ({
      passed: a.passed + b.passed,
      failed: a.failed + b.failed,
      skipped: a.skipped + b.skipped,
    }),
    nothing,
  );
}

/** The line that stands alone at the end of a run. */
export function closingLine({ passed, failed, skipped }: Tally): string {
  const rest = skipped === 0 ? '' : `, ${skipped} skipped`;
  return `${passed} passed, ${failed} failed${rest}`;
}
