import { count } from './count.ts';

const units: readonly (readonly [seconds: number, word: string])[] = [
  [86_400, 'day'],
  [3_600, 'hour'],
  [60, 'minute'],
  [1, 'second'],
];

/** How long ago something was, in one figure: `3 minutes ago`. */
export function ago(iso: string, nowMs: number): string {
  const seconds = Math.round((nowMs - Date.parse(iso)) / 1000);
  return seconds < 5 ? 'just now' : `${inWords(seconds)} ago`;
}

/** How long something took or has taken so far. */
export function lasted(from: string, to: string | null, nowMs: number): string {
  return inWords(Math.max(1, Math.round(((to === null ? nowMs : Date.parse(to)) - Date.parse(from)) / 1000)));
}

function inWords(seconds: number): string {
  const [size, word] = units.find(([unit]) => seconds >= unit) ?? [1, 'second'];
  return count(Math.floor(seconds / size), word);
}
