import { describe, expect, it } from 'vitest';
import { describeDuration, parseDuration } from '../../src/config/duration.ts';

describe('a span of time', () => {
  it.each([
    ['90s', 90],
    ['30m', 1800],
    ['1.5h', 5400],
    ['2d', 172_800],
  ])('%s is %d seconds', (text, seconds) => expect(parseDuration(text)).toBe(seconds));

  it.each(['', '30', 'm', '0m', '-5m', '5 m', '5w', '1h30m'])('"%s" is none', (text) => {
    expect(() => parseDuration(text)).toThrow(
      expect.objectContaining({ code: 'USAGE', hint: 'such as 90s, 30m, 2h or 1d' }),
    );
  });

  it.each([
    [45, '45 s'],
    [60, '1 minute'],
    [1800, '30 minutes'],
    [5400, '1.5 hours'],
    [172_800, '2 days'],
  ])('of %d seconds is told as %s', (seconds, text) => expect(describeDuration(seconds)).toBe(text));
});
