import { readFile } from 'node:fs/promises';
import { BrambleError } from '../errors.ts';
import { parseRecord } from './parse-record.ts';
import type { BenchRecord } from './record.ts';

/** Reads a file that `bramble bench` has written. */
export async function loadRecord(path: string): Promise<BenchRecord> {
  const text = await readFile(path, 'utf8').catch((cause) => {
    throw new BrambleError('USAGE', `${path} cannot be read`, { cause, hint: 'bramble bench writes such a file' });
  });
  return parseRecord(text, path);
}
