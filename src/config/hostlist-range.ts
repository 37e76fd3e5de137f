import { HostlistFault, type Span } from './hostlist-fault.ts';

/** A stretch of a list that stands for `count` texts; they are made only when asked for. */
export interface Piece {
  readonly count: number;
  readonly values: () => string[];
}

/** Most hosts that one list may stand for. */
export const hostlistLimit = 100_000;

/** Reads what stands between two brackets, such as `01-03,07`. `prefix` is the text before the bracket. */
export function parseRanges(list: string, { from, to }: Span, prefix: string): Piece {
  const corrected = () => list.slice(0, from) + repairRanges(list.slice(from, to)) + list.slice(to);
  const runs: Piece[] = [];
  let start = from;
  for (const item of list.slice(from, to).split(',')) {
    const end = start + item.length;
    const run = parseRun(item, prefix);
    if (typeof run === 'string') throw new HostlistFault(run, { from: start, to: end }, corrected());
    runs.push(run);
    start = end + 1;
  }
  return { count: sumOf(runs), values: () => runs.flatMap(({ values }) => values()) };
}

/** One number or `LOW-HIGH`, or what is wrong with it. As in `red[01-red02]`, HIGH may repeat the text before the bracket. */
function parseRun(item: string, prefix: string): Piece | string {
  if (item === '') return 'a number is missing here';
  if (/^\d+$/.test(item)) return { count: 1, values: () => [item] };
  const [, low, repeated, high] = /^(\d+)-(.*?)(\d+)$/.exec(splitPrefix(item, prefix)) ?? [];
  if (low === undefined || high === undefined || repeated === undefined) return notARange(item);
  if (repeated !== '') return `"${repeated}" does not repeat the text before the bracket, "${prefix}"`;
  const count = BigInt(high) - BigInt(low) + 1n;
  if (count <= 0n) return `the range ${item} runs backwards`;
  if (count > hostlistLimit) return `the range ${item} stands for more than ${hostlistLimit} hosts`;
  return { count: Number(count), values: () => countUp(low, Number(count)) };
}

function splitPrefix(item: string, prefix: string): string {
  const dash = item.indexOf('-') + 1;
  const name = prefix.slice(prefix.lastIndexOf('@') + 1);
  const repeated = [prefix, name].find((text) => text !== '' && item.startsWith(text, dash));
  return repeated === undefined ? item : item.slice(0, dash) + item.slice(dash + repeated.length);
}

function notARange(item: string): string {
  return `"${item}" is not a number or a range of two numbers`;
}

function countUp(low: string, count: number): string[] {
  const first = BigInt(low);
  return Array.from({ length: count }, (_, step) => String(first + BigInt(step)).padStart(low.length, '0'));
}

function sumOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, { count }) => sum + count, 0);
}

/** A guess at what was meant; the caller shows it only if it turns out to be right. */
function repairRanges(text: string): string {
  const items = text.split(',').map((item) => item.replaceAll(/\s/g, ''));
  return items
    .filter((item) => item !== '')
    .map(repairRun)
    .join(',');
}

function repairRun(item: string): string {
  const [, low, high] = /^[a-z]*(\d+)(?:-|–|—|:|\.\.+|to)(?:[a-z](?:[^:]*[^:\d])?)?(\d+)$/i.exec(item) ?? [];
  if (low === undefined || high === undefined) return item;
  if (BigInt(low) <= BigInt(high)) return `${low}-${high}`;
  const isPadded = low.startsWith('0') || high.startsWith('0');
  return `${isPadded ? high.padStart(low.length, '0') : high}-${low}`;
}
