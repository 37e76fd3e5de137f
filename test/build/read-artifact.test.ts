import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readArtifact } from '../../src/build/read-artifact.ts';
import { hashFile } from '../../src/store/hash-file.ts';
import { packSnap, packTarball } from '../support/releases.ts';

// Programs are run, on machines that may be busy.
vi.setConfig({ testTimeout: 30_000 });

let folder: string;
const context = { report: () => {} };

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bramble-artifact-'));
});

afterEach(() => rm(folder, { recursive: true }));

describe.each([
  ['snap', packSnap],
  ['tarball', packTarball],
] as const)('a %s', (packaging, pack) => {
  it('tells what it is, by its contents and not by its name', async () => {
    const path = pack(folder, { version: '4.2.1', arch: 'amd64', filler: randomBytes(5000) });
    const found = await readArtifact(path, context);
    expect(found).toEqual({
      component: 'spark',
      version: '4.2.1',
      arch: 'amd64',
      payloadId: 'payload-4.2.1-amd64',
      recipe: 'recipe-1',
      glibc: '2.36',
      grade: 'stable',
      payloadBytes: expect.any(Number),
      packaging,
      file: { sha256: await hashFile(path), sizeBytes: (await stat(path)).size },
    });
    expect(found.payloadBytes).toBeGreaterThan(5000);
  });

  it('says when it is not fit for stable', async () => {
    expect((await readArtifact(pack(folder, { grade: 'devel' }), context)).grade).toBe('devel');
  });

  it('is refused where its end is missing', async () => {
    const path = pack(folder, { filler: randomBytes(200_000) });
    await truncate(path, (await readFile(path)).length - 5000);
    await expect(readArtifact(path, context)).rejects.toMatchObject({
      code: 'ARTIFACT_INVALID',
      message: `${path} is a ${packaging} that is damaged or was not made by bramble`,
    });
  });

  it.each([{ component: 'kafka' }, { arch: 'armhf' }])('is refused where it is of %j', async (payload) => {
    await expect(readArtifact(pack(folder, payload), context)).rejects.toMatchObject({ code: 'ARTIFACT_INVALID' });
  });
});

describe('any other file', () => {
  it('is refused', async () => {
    const path = join(folder, 'notes.snap');
    await writeFile(path, 'not a snap at all');
    await expect(readArtifact(path, context)).rejects.toMatchObject({
      code: 'ARTIFACT_INVALID',
      message: `${path} is neither a snap nor a tarball of bramble`,
    });
  });

  it('that is not there is named', async () => {
    const path = join(folder, 'missing.snap');
    await expect(readArtifact(path, context)).rejects.toMatchObject({ message: `${path} cannot be read` });
  });
});
