import type { Measurement } from './record.ts';

/** The figures that count: of runs that are valid and not disturbed. */
export function countedValues({ runs }: Pick<Measurement, 'runs'>): number[] {
  return runs.filter(({ valid, disturbed }) => valid && !disturbed).flatMap(({ value }) => value ?? []);
}
