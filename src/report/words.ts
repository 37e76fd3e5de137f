import type { Measurement } from '../bench/record.ts';

const significant = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });
const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** How units are written out beside an axis. */
export const unitNames: Readonly<Record<Measurement['unit'], string>> = {
  s: 'seconds',
  'MB/s': 'MB/s',
  'ops/s': 'operations a second',
  ms: 'milliseconds',
};

/** How engines are called in titles. */
export const engineTitles: Readonly<Record<Measurement['engine'], string>> = {
  ground: '',
  hdfs: 'HDFS',
  mapreduce: 'MapReduce',
  'spark-standalone': 'Spark standalone',
  'spark-yarn': 'Spark on YARN',
};

/** Three digits that tell: `12.3`, `0.0123`, `1,230`. */
export function renderNumber(value: number): string {
  return value >= 1000 ? whole.format(value) : significant.format(value);
}

/** A figure with its unit: `12.3 s`. */
export function renderFigure(value: number, unit: Measurement['unit']): string {
  return `${renderNumber(value)} ${unit}`;
}

/** A share as per cent: `0.873` → `87 %`. */
export function renderShare(share: number): string {
  return `${whole.format(share * 100)} %`;
}

/** Bytes in the units in which they were asked for: `64 MiB`. */
export function renderBytes(bytes: number): string {
  const steps = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];
  const step = Math.min(steps.length - 1, Math.max(0, Math.floor(Math.log2(Math.max(bytes, 1)) / 10)));
  return `${significant.format(bytes / 2 ** (10 * step))} ${steps[step]}`;
}

/** How much was worked on: `671,089 rows, 64 MiB`. */
export function renderSize(size: Measurement['size']): string {
  return Object.entries(size)
    .map(([name, amount]) => (name === 'bytes' ? renderBytes(amount) : `${whole.format(amount)} ${name}`))
    .join(', ');
}

/** A moment in words of the world's clock: `2026-11-22 23:50 UTC`. */
export function renderMoment(iso: string): string {
  const utc = new Date(iso).toISOString();
  return `${utc.slice(0, 10)} ${utc.slice(11, 16)} UTC`;
}

/** `one`, `one and two`, `one, two and three`. */
export function joinWords(words: readonly string[]): string {
  return new Intl.ListFormat('en-GB').format(words);
}

/** `1 run`, `3 runs`. */
export function count(amount: number, noun: string): string {
  return `${whole.format(amount)} ${noun}${amount === 1 ? '' : 's'}`;
}
