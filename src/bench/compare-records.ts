import { countedValues } from './counted-values.ts';
import { kindOf } from './kind-of.ts';
import type { BenchRecord, Measurement } from './record.ts';
import { type Difference, differencesOf, obstacleBetween } from './record-differences.ts';
import { chanceOfDifference, leastChance, type Spread, spreadOf } from './statistics.ts';

/** A difference counts as larger than the noise where chance alone makes one like it less often than this. */
export const mostChance = 0.01;

/** Of the second beside the first; `unknown` where there are too few runs to tell, `incomparable` where no number would. */
export type Verdict = 'better' | 'worse' | 'same' | 'unknown' | 'incomparable';

/** One benchmark in two records. */
export interface Comparison {
  readonly measurement: Measurement;
  readonly a: Spread | undefined;
  readonly b: Spread | undefined;
  readonly verdict: Verdict;
  /** Exact p of Mann and Whitney's test; null where too few runs count. */
  readonly chance: number | null;
}

/** Two records beside each other. */
export interface ComparedRecords {
  /** What else is not the same, and may be why figures differ. */
  readonly differences: readonly Difference[];
  /** Why nothing can be concluded from figures that differ; null where something can. */
  readonly obstacle: string | null;
  readonly comparisons: readonly Comparison[];
  /** What only one of them holds in this size and on so many workers. */
  readonly onlyInA: readonly Measurement[];
  readonly onlyInB: readonly Measurement[];
}

/** Compares what two records have measured alike: the same benchmark, engine, size, workers and place. */
export function compareRecords(a: BenchRecord, b: BenchRecord): ComparedRecords {
  const [inA, inB] = [byKind(a), byKind(b)];
  const obstacle = obstacleBetween(a, b) ?? null;
  const comparisons = [...inA].flatMap(([kind, measurement]) => {
    const other = inB.get(kind);
    return other === undefined ? [] : [compareMeasurements(measurement, other, obstacle === null)];
  });
  const without = (some: typeof inA, others: typeof inA) =>
    [...some].filter(([kind]) => !others.has(kind)).map(([, measurement]) => measurement);
  const differences = differencesOf(a, b);
  return { differences, obstacle, comparisons, onlyInA: without(inA, inB), onlyInB: without(inB, inA) };
}

function byKind({ measurements }: BenchRecord): ReadonlyMap<string, Measurement> {
  return new Map(measurements.map((measurement) => [kindOf(measurement), measurement]));
}

function compareMeasurements(measurement: Measurement, other: Measurement, isComparable: boolean): Comparison {
  const [one, two] = [countedValues(measurement), countedValues(other)];
  const [a, b] = [spreadOf(one), spreadOf(two)];
  if (!isComparable) return { measurement, a, b, verdict: 'incomparable', chance: null };
  const canTell = leastChance(one.length, two.length) <= mostChance;
  if (!canTell || a === undefined || b === undefined) return { measurement, a, b, verdict: 'unknown', chance: null };
  const chance = chanceOfDifference(one, two);
  const isBetter = measurement.better === 'smaller' ? b.median < a.median : b.median > a.median;
  const verdict = chance > mostChance ? 'same' : isBetter ? 'better' : 'worse';
  return { measurement, a, b, verdict, chance };
}
