import { countedValues } from '../bench/counted-values.ts';
import type { BenchRecord, Measurement, Run } from '../bench/record.ts';
import { type Spread, spreadOf } from '../bench/statistics.ts';
import type { DotState } from './plots/dot-rows.ts';
import { engineTitles, renderMoment } from './words.ts';

/** A record and how it is called where several stand beside each other. */
export interface NamedRecord {
  readonly record: BenchRecord;
  /** `A`, `B` …; empty where there is only one. */
  readonly letter: string;
  /** In full: cluster and day. */
  readonly name: string;
}

/** One measurement of one record, summed up. */
export interface Result {
  readonly from: NamedRecord;
  readonly measurement: Measurement;
  /** Of the runs that count; undefined where none does. */
  readonly spread: Spread | undefined;
}

/** Records with letters to tell them apart. */
export function nameRecords(records: readonly BenchRecord[]): NamedRecord[] {
  return records.map((record, at) => {
    const letter = records.length === 1 ? '' : String.fromCodePoint(65 + at);
    const inFull = `${record.cluster.name}, ${renderMoment(record.started)}`;
    return { record, letter, name: letter === '' ? inFull : `${letter}: ${inFull}` };
  });
}

/** All measurements of all records, in their order. */
export function resultsOf(named: readonly NamedRecord[]): Result[] {
  return named.flatMap((from) =>
    from.record.measurements.map((measurement) => ({
      from,
      measurement,
      spread: spreadOf(countedValues(measurement)),
    })),
  );
}

/** Whether a run counts, and if not, why not. */
export function stateOf({ valid, disturbed, value }: Run): Exclude<DotState, 'published'> {
  if (!valid || value === null) return 'not valid';
  return disturbed ? 'disturbed' : 'counts';
}

/** What was measured, without where and how much: `TeraSort, MapReduce`. */
export function titleOf({ title, engine }: Measurement): string {
  return [title, engineTitles[engine]].filter((part) => part !== '').join(', ');
}

/** Where it was measured, if on one node or between two: `red01 to red02`. */
export function placeOf({ node, to }: Measurement): string {
  return [node, to].filter((part) => part !== undefined).join(' to ');
}

/** Whether any of the records is of virtual Pis. */
export function isVirtual({ cluster }: BenchRecord): boolean {
  return cluster.nodes.some(({ virtual }) => virtual);
}
