import type { NamedRecord, Result } from './results.ts';

/** What a section is made from. */
export interface Reported {
  readonly records: readonly NamedRecord[];
  readonly results: readonly Result[];
}
