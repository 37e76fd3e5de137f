import type { BenchRecord } from '../bench/record.ts';
import type { Report } from '../domain/events.ts';
import { BrambleError } from '../errors.ts';
import { type LocalFile, writeLocalFile } from './local-file.ts';

/** A record that is written while it grows, where there is a file for it. */
export interface KeptRecord {
  /** What was measured so far. */
  readonly newest: () => BenchRecord | undefined;
  /** A file that cannot be written for the moment is no reason to end what takes hours. */
  readonly keep: (record: BenchRecord) => Promise<void>;
  /** In words: `in before.json`. */
  readonly place: string;
  /** Rejects where the file cannot be written. */
  readonly write: (record: BenchRecord) => Promise<void>;
}

/** Keeps a record in a file, or only in memory without one. */
export function keepRecord(file: LocalFile | undefined, report: Report): KeptRecord {
  let newest: BenchRecord | undefined;
  const write = async (record: BenchRecord) => {
    newest = record;
    if (file !== undefined) await writeLocalFile(file, `${JSON.stringify(record, undefined, 2)}\n`);
  };
  const keep = async (record: BenchRecord) => {
    try {
      await write(record);
    } catch (error) {
      if (!(error instanceof BrambleError)) throw error;
      report({ stage: 'bench', state: 'note', text: `${error.message}; it is tried again` });
    }
  };
  return { newest: () => newest, keep, write, place: file === undefined ? 'the result' : `in ${file.path}` };
}
