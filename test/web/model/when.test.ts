import { describe, expect, it } from 'vitest';
import { ago, lasted } from '../../../web/src/model/when.ts';

const then = '2026-01-01T00:00:00.000Z';
const later = (seconds: number) => Date.parse(then) + seconds * 1000;

describe('times', () => {
  it.each([
    [3, 'just now'],
    [59, '59 seconds ago'],
    [60, '1 minute ago'],
    [7_300, '2 hours ago'],
    [200_000, '2 days ago'],
  ])('%s seconds ago', (seconds, words) => {
    expect(ago(then, later(seconds))).toBe(words);
  });

  it('that a job took, and has taken so far', () => {
    expect(lasted(then, '2026-01-01T00:01:30.000Z', later(900))).toBe('1 minute');
    expect(lasted(then, null, later(0))).toBe('1 second');
  });
});
