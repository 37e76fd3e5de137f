import { countedValues } from './counted-values.ts';
import { kindButForWorkers } from './kind-of.ts';
import type { Measurement } from './record.ts';
import { spreadOf } from './statistics.ts';

export interface ScalingStep {
  readonly workers: number;
  readonly median: number;
  /** How many times faster than with the fewest workers. */
  readonly speedUp: number;
  /** Speed-up as a share of what so many more workers could bring at best. */
  readonly efficiency: number;
}

/** One benchmark with several numbers of workers, ascending. */
export interface Scaling {
  readonly measurement: Measurement;
  readonly steps: readonly ScalingStep[];
}

/** What one record has measured with at least two numbers of workers. */
export function scalingsOf(measurements: readonly Measurement[]): Scaling[] {
  const alike = Map.groupBy(measurements, kindButForWorkers);
  return [...alike.values()].flatMap((some) => {
    const sorted = some.toSorted((a, b) => a.workers - b.workers);
    const [measurement] = sorted;
    const steps = stepsOf(sorted);
    return measurement === undefined || steps.length < 2 ? [] : [{ measurement, steps }];
  });
}

function stepsOf(measurements: readonly Measurement[]): ScalingStep[] {
  const measured = measurements.flatMap((one) => {
    const median = spreadOf(countedValues(one))?.median;
    return median === undefined ? [] : [{ workers: one.workers, better: one.better, median }];
  });
  const [first] = measured;
  if (first === undefined) return [];
  return measured.map(({ workers, median, better }) => {
    const speedUp = better === 'smaller' ? first.median / median : median / first.median;
    return { workers, median, speedUp, efficiency: (speedUp * first.workers) / workers };
  });
}
