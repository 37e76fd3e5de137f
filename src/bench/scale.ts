import { BrambleError } from '../errors.ts';
import { mib } from './units.ts';

const bytesPer: Readonly<Record<string, number>> = { K: 2 ** 10, M: mib, G: 2 ** 30 };

/** Below this, a job does nothing but start. */
const leastBytes = mib;

/** Reads `--scale`, such as `256M` or `1G`, as bytes. Throws USAGE. */
export function parseScale(text: string): number {
  const [, count, unit = ''] = /^(\d+(?:\.\d+)?)([KMG])i?B?$/i.exec(text) ?? [];
  const bytes = Math.round(Number(count) * (bytesPer[unit.toUpperCase()] ?? Number.NaN));
  if (bytes >= leastBytes) return bytes;
  throw new BrambleError('USAGE', `--scale: "${text}" is not a size to measure by`, {
    hint: 'such as 64M or 2G, at least 1M',
  });
}

/** How much each benchmark works on, so that one size fits all: about as many bytes each, where it works on data. */
export interface Sizes {
  readonly bytes: number;
  readonly samples: number;
  /** Lines of text, of about 50 bytes. */
  readonly lines: number;
  /** Rows to sort, of 100 bytes with their end. */
  readonly rows: number;
  /** Rows of a table, of 20 bytes. */
  readonly sales: number;
  /** Files that the NameNode creates. */
  readonly files: number;
}

const fewestFiles = 20;
const mostFiles = 2000;

/** The sizes that follow from the bytes that were asked for. */
export function sizesFor(bytes: number): Sizes {
  return {
    bytes,
    samples: Math.round(bytes / 8), // a dart takes Python about as long as eight bytes take a disk of a Pi
    lines: Math.round(bytes / 50),
    rows: Math.round(bytes / 100),
    sales: Math.round(bytes / 20),
    files: Math.min(mostFiles, Math.max(fewestFiles, Math.round(bytes / mib))),
  };
}
