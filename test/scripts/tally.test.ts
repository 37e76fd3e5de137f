import { describe, expect, it } from 'vitest';
import { closingLine, nothing, sum, tallyOfExit, tallyOfVitest } from '../../scripts/tally.ts';

const report = { numTotalTests: 5, numPassedTests: 4, numFailedTests: 1 };

describe('tallyOfExit', () => {
  it('counts a check that is no test runner as one', () => {
    expect([0, 1, 124].map(tallyOfExit).map(closingLine)).toEqual([
      '1 passed, 0 failed',
      '0 passed, 1 failed',
      '0 passed, 1 failed',
    ]);
  });
});

describe('tallyOfVitest', () => {
  it('counts the tests', () => {
    expect(tallyOfVitest(report, 1)).toEqual({ passed: 4, failed: 1, skipped: 0 });
  });

  it('counts a file that does not load, a time-out or an empty run as a failure', () => {
    expect(tallyOfVitest({ numTotalTests: 4, numPassedTests: 4, numFailedTests: 0 }, 1).failed).toBe(1);
    expect(tallyOfVitest({ numTotalTests: 0, numPassedTests: 0, numFailedTests: 0 }, 1).failed).toBe(1);
    expect(tallyOfVitest(undefined, 124).failed).toBe(1);
  });

  it('names tests that did not run as skipped', () => {
    const half = { numTotalTests: 5, numPassedTests: 2, numFailedTests: 0 };
    expect(closingLine(tallyOfVitest(half, 0))).toBe('2 passed, 0 failed, 3 skipped');
  });
});

describe('sum', () => {
  it('adds up every column, and nothing to nothing', () => {
    expect(sum([tallyOfExit(0), tallyOfVitest(report, 1)])).toEqual({ passed: 5, failed: 1, skipped: 0 });
    expect(sum([])).toEqual(nothing);
  });
});
