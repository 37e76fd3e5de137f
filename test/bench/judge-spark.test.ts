import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Executor } from '../../src/bench/executors.ts';
import { type Results, sparkJudges } from '../../src/bench/judge-spark.ts';
import { outcomeOf } from '../../src/bench/spark-suite.ts';

const digestOf = (rows: readonly string[]) => String(rows.reduce((sum, row) => sum + BigInt(crc32(row)), 0n));
const partOf = (rows: readonly string[], inOrder = true) => ({
  first: rows.at(0) ?? '',
  last: rows.at(-1) ?? '',
  inOrder,
  rows: rows.length,
  digest: digestOf(rows),
});
const rows = ['a', 'b', 'b', 'c', 'd'];
const expected = { rows: 5, digest: digestOf(rows) };
const sorted = (parts: Results['sort']['parts']) => sparkJudges.sort({ parts, expected }, 5);

describe('a sort', () => {
  it('is right where every row is there, in order within and across its parts', () => {
    expect(sorted([partOf(['a', 'b']), partOf(['b', 'c', 'd'])])).toBeUndefined();
  });

  it('is no time where it is not sorted: within a part, or from one part to the next', () => {
    expect(sorted([partOf(['b', 'a'], false), partOf(['b', 'c', 'd'])])).toBe('the rows are not in order');
    expect(sorted([partOf(['b', 'c', 'd']), partOf(['a', 'b'])])).toBe('the rows are not in order');
  });

  it('is no time where a row is missing, double or another one', () => {
    expect(sorted([partOf(['a', 'b', 'b', 'c'])])).toMatch(/^4 sorted rows/);
    expect(sorted([partOf(['a', 'b', 'b', 'c', 'c'])])).toMatch(/^5 sorted rows are not the 5/);
    expect(sparkJudges.sort({ parts: [partOf(rows)], expected }, 6)).toMatch(/not the 6/);
  });
});

describe('a word count', () => {
  const text = { rows: 16, digest: '123' };

  it('is right where its words and their sums are those of the text', () => {
    expect(sparkJudges['word-count']({ made: text, expected: text }, 2)).toBeUndefined();
  });

  it('is not where a word was counted once too few, taken for another, or the text is too short', () => {
    expect(sparkJudges['word-count']({ made: { rows: 15, digest: '120' }, expected: text }, 2)).toMatch(/15 words/);
    expect(sparkJudges['word-count']({ made: { rows: 16, digest: '124' }, expected: text }, 2)).toMatch(/16 words/);
    expect(sparkJudges['word-count']({ made: text, expected: text }, 3)).toMatch(/16 words/);
  });
});

describe('an SQL aggregation', () => {
  const count = 9500;
  const average = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const found = Array.from({ length: 1000 }, (_, group): Results['sql']['found'][number] => {
    const prices = Array.from({ length: 10 }, (_, at) => group + 1000 * at).filter((price) => price < count);
    const sum = prices.reduce((all, price) => all + price, 0);
    const texts = [`${group}`, `${prices.length}`, `${sum}`, `${Math.max(...prices)}`] as const;
    return [...texts, average(prices.map((price) => price % 7))];
  });
  const [first, second] = [found[0] ?? never(), found[1] ?? never()];

  it('is right where every group is what a count by hand says', () => {
    expect(sparkJudges.sql({ found }, count)).toBeUndefined();
  });

  it('is not where a sum is off by one, an average is another, or a group is missing', () => {
    const offByOne = found.with(0, [first[0], first[1], '45001', first[3], first[4]]);
    expect(sparkJudges.sql({ found: offByOne }, count)).toBe('group 0 is 0, 10, 45001, 9000, 3.2');
    const otherAverage = found.with(1, [second[0], second[1], second[2], second[3], second[4] + 1e-9]);
    expect(sparkJudges.sql({ found: otherAverage }, count)).toMatch(/^group 1 is/);
    expect(sparkJudges.sql({ found: found.slice(0, -1) }, count)).toBe('999 groups were found');
  });

  it('is exact where sums are larger than a number can be', () => {
    const [, ...others] = found;
    const many = 20_000_000_000; // rows, of 400 GB
    const largeGroup = (sum: string) => ['0', '20000000', sum, '19999999000', 3.0000001] as const;
    const fault = (sum: string) => sparkJudges.sql({ found: [largeGroup(sum), ...others] }, many);
    expect(fault('199999990000000000')).not.toMatch(/^group 0/);
    expect(fault('199999990000000001')).toMatch(/^group 0/);
  });
});

describe('an estimate of pi', () => {
  it('is right within five standard deviations, by as many darts as were asked for', () => {
    expect(sparkJudges.pi({ hits: 785_700, thrown: 1_000_000 }, 1_000_000)).toBeUndefined();
    expect(sparkJudges.pi({ hits: 790_000, thrown: 1_000_000 }, 1_000_000)).toMatch(/^3\.16 .* is not pi$/);
    expect(sparkJudges.pi({ hits: 785_700, thrown: 1_000_000 }, 2_000_000)).toMatch(/is not pi$/);
  });
});

describe('what a Spark application answers', () => {
  const extent = { nodes: 2, executors: 2 };
  const count = 1_000_000;
  const [one, two] = [
    { id: '0', node: 'red', cores: 4 },
    { id: '1', node: 'red01', cores: 4 },
  ];
  const both = [one, two];
  const answer = (before: readonly Executor[], after: readonly Executor[]) => ({
    ...{ seconds: 3, hits: 785_700, thrown: 1_000_000 },
    executors: { before, after },
  });

  it('is a figure where the result is right', () => {
    expect(outcomeOf('pi', answer(both, both), { extent, count })).toEqual({ value: 3, valid: true });
  });

  it('is none that counts where it ran on fewer nodes than it says, or in fewer executors', () => {
    expect(outcomeOf('pi', answer([one], [one]), { extent, count })).toEqual({
      value: 3,
      valid: false,
      reason: 'it ran in executor 0 on red, in place of 2 executors on 2 nodes',
    });
    const onOne = [one, { ...two, node: 'red' }];
    expect(outcomeOf('pi', answer(onOne, onOne), { extent, count }).valid).toBe(false);
  });

  it('is none that counts where an executor was lost in the middle, and also where another took its place', () => {
    const replaced = [one, { ...two, id: '2' }];
    expect(outcomeOf('pi', answer(both, [one]), { extent, count }).reason).toMatch(/^its executors changed/);
    expect(outcomeOf('pi', answer(both, replaced), { extent, count }).valid).toBe(false);
    expect(outcomeOf('pi', answer(replaced, replaced), { extent, count }).valid).toBe(true);
  });

  it('is none at all where it failed', () => {
    expect(outcomeOf('sort', { failed: 'No space left on device' }, { extent, count })).toEqual({
      value: null,
      valid: false,
      reason: 'No space left on device',
    });
  });
});

function never(): never {
  throw new Error('there are thousand groups');
}
