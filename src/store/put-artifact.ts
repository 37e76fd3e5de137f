import { chmod, constants, copyFile, mkdir, rename, rm, stat } from 'node:fs/promises';
import { extensions } from '../domain/artifact.ts';
import { BrambleError } from '../errors.ts';
import type { Candidate } from './change-index.ts';
import { refuseUrl, sayWhere } from './folder-store.ts';
import { hashFile } from './hash-file.ts';
import { artifactIn, placeIn } from './store-place.ts';

const servedMode = 0o644;

/** Lays a file into a store under its hash, whole or not at all. Does nothing where it is there already. */
export async function putArtifact(location: string, path: string, { packaging, file }: Candidate): Promise<void> {
  refuseUrl(location);
  const place = artifactIn(location, { ...file, extension: extensions[packaging] });
  await sayWhere(location, async () => {
    await mkdir(placeIn(location, 'artifacts'), { recursive: true, mode: 0o755 });
    if ((await stat(place).catch(() => undefined))?.size === file.sizeBytes) return;
    const temporary = `${place}.${process.pid}.new`;
    try {
      await copyFile(path, temporary, constants.COPYFILE_FICLONE);
      await mustBe(file.sha256, temporary, path);
      await chmod(temporary, servedMode);
      await rename(temporary, place);
    } finally {
      await rm(temporary, { force: true });
    }
  });
}

async function mustBe(sha256: string, copy: string, path: string): Promise<void> {
  if ((await hashFile(copy)) === sha256) return;
  throw new BrambleError('ARTIFACT_INVALID', `${path} changed while it was copied`, { hint: 'release it again' });
}
