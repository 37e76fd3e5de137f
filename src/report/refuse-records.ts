import type { BenchRecord } from '../bench/record.ts';
import { BrambleError } from '../errors.ts';

/** More could not be told apart by colour beside the published figures. */
const mostRecords = 5;

/** Throws USAGE where records cannot stand beside each other in one report. */
export function refuseRecords(records: readonly BenchRecord[]): void {
  if (records.length > mostRecords)
    throw new BrambleError(
      'USAGE',
      `${records.length} records are too many for one report; at most ${mostRecords} can be told apart`,
      {
        hint: 'make several reports',
      },
    );
  const ids = records.map(({ id }) => id);
  const twice = ids.find((id, at) => ids.indexOf(id) !== at);
  if (twice !== undefined)
    throw new BrambleError('USAGE', `the record ${twice} is there twice`, { hint: 'name each record once' });
}
