import type { ReleasedFile } from '../domain/release.ts';
import { BrambleError } from '../errors.ts';
import { hashFile } from './hash-file.ts';

/** Whether a file is there and is the one that an index names. */
export async function isWhole(path: string, { sha256 }: ReleasedFile): Promise<boolean> {
  return (await hashFile(path).catch(() => undefined)) === sha256;
}

/** The failure of a place that does not hold what the index names. */
export function notWhole(place: string, { sha256 }: ReleasedFile): BrambleError {
  return new BrambleError('ARTIFACT_INVALID', `${place} is missing, damaged or not what the index names`, {
    evidence: `sha256 must be ${sha256}`,
    hint: 'nothing was installed; release the artifact again in the folder of the store',
  });
}
