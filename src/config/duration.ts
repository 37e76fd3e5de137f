import { BrambleError } from '../errors.ts';

const secondsOf: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** Seconds of a span such as `90s`, `30m`, `2h` or `1d`; throws USAGE for anything else. */
export function parseDuration(text: string): number {
  const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?)([smhd])$/.exec(text) ?? [];
  const seconds = Number(number) * (secondsOf[unit] ?? 0);
  if (seconds > 0) return seconds;
  throw new BrambleError('USAGE', `"${text}" is not a duration`, { hint: 'such as 90s, 30m, 2h or 1d' });
}

/** A span as people say it: `45 s`, `30 minutes`, `2 hours`. */
export function describeDuration(seconds: number): string {
  const [size, word] = units.find(([unit]) => seconds >= unit) ?? [1, 's'];
  const count = Math.round((seconds / size) * 10) / 10;
  return `${count} ${word}${word !== 's' && count !== 1 ? 's' : ''}`;
}

const units: readonly (readonly [seconds: number, word: string])[] = [
  [86_400, 'day'],
  [3_600, 'hour'],
  [60, 'minute'],
];
