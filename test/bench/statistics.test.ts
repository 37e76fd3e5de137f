import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chanceOfDifference, leastChance, spreadOf } from '../../src/bench/statistics.ts';

describe('the spread of figures', () => {
  it('has the median, the middle half and the ends, as R tells them', () => {
    expect(spreadOf([10, 30, 20, 40])).toEqual({
      count: 4,
      median: 25,
      lowerQuartile: 17.5,
      upperQuartile: 32.5,
      lowest: 10,
      highest: 40,
    });
  });

  it('is nothing where there is no figure, and one figure where there is one', () => {
    expect(spreadOf([])).toBeUndefined();
    expect(spreadOf([3])).toMatchObject({ median: 3, lowest: 3, highest: 3, lowerQuartile: 3 });
  });
});

describe('whether a difference is more than chance', () => {
  // By R: wilcox.test(a, b, exact = TRUE)$p.value
  it.each([
    [[1, 2, 3, 4, 5], [6, 7, 8, 9, 10], 2 / 252],
    [[1, 2, 3], [4, 5, 6], 2 / 20],
    [[1.1, 2.2, 3.3, 4.4], [2, 3, 4, 5], 0.6857142857],
    [[19, 22, 16, 29, 24], [20, 11, 17, 12], 0.1111111111],
  ])('is known exactly for %j and %j', (a, b, p) => {
    expect(chanceOfDifference(a, b)).toBeCloseTo(p, 9);
  });

  it('does not depend on which comes first, and is never more than certain', () => {
    const figures = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 7 });
    fc.assert(
      fc.property(figures, figures, (a, b) => {
        const p = chanceOfDifference(a, b);
        expect(p).toBeCloseTo(chanceOfDifference(b, a), 9);
        expect(p).toBeGreaterThan(0);
        expect(p).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });

  it('is certain chance where all figures are equal', () => {
    expect(chanceOfDifference([4, 4], [4, 4, 4])).toBe(1);
  });

  it('cannot be small with few figures', () => {
    expect(leastChance(5, 5)).toBeCloseTo(2 / 252, 9);
    expect(leastChance(3, 3)).toBeCloseTo(0.1, 9);
    expect(leastChance(0, 5)).toBe(1);
  });
});
