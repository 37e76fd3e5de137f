/** One line of the report: what was measured, several times. */
export interface Figure {
  readonly name: string;
  readonly unit: 's' | 'ms' | 'kB' | 'MB' | 'x' | 'count';
  readonly median: number;
  readonly min: number;
  readonly max: number;
  readonly runs: number;
  /** The largest median that the project wants. */
  readonly aim?: number;
}

interface Meaning {
  readonly name: string;
  readonly unit: Figure['unit'];
  readonly aim?: number;
}

/** A figure from its samples. */
export function figure(meaning: Meaning, samples: readonly number[]): Figure {
  const sorted = samples.toSorted((a, b) => a - b);
  return { ...meaning, median: medianOf(sorted), min: sorted[0] ?? 0, max: sorted.at(-1) ?? 0, runs: sorted.length };
}

/** Sample by sample, so that what disturbed both of a pair disturbs their ratio least. */
export function ratio({ name, aim }: Omit<Meaning, 'unit'>, over: readonly number[], under: readonly number[]): Figure {
  const samples = over.map((value, run) => value / (under[run] ?? Number.NaN));
  return figure({ name, unit: 'x', ...(aim !== undefined && { aim }) }, samples);
}

function medianOf(sorted: readonly number[]): number {
  const middle = sorted.length / 2;
  const [low = 0, high = 0] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return (low + high) / 2;
}
