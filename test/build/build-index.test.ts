import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findKept, keep, knownPayload } from '../../src/build/build-index.ts';
import { cacheFolder } from '../../src/build/cache-folder.ts';
import type { Artifact } from '../../src/domain/artifact.ts';

let cache: string;

beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'bramble-index-'));
  vi.stubEnv('XDG_CACHE_HOME', cache);
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(cache, { recursive: true });
});

async function built(key: string, change: Partial<Artifact> = {}): Promise<Artifact> {
  const path = join(await cacheFolder('artifacts', key), 'spark.snap');
  await writeFile(path, 'payload');
  const artifact: Artifact = {
    component: 'spark',
    version: '4.2.0',
    arch: 'arm64',
    packaging: 'snap',
    path,
    sha256: 'abc',
    sizeBytes: 7,
    payloadId: 'one',
    payloadBytes: 70,
    glibc: '2.36',
    ...change,
  };
  await keep(key, [artifact]);
  return artifact;
}

describe('the index of what was built', () => {
  it('gives back what is as it was left', async () => {
    const artifact = await built('k');
    expect(await findKept('k', ['snap'])).toEqual({ kept: [artifact], damaged: [] });
    expect(await knownPayload('k')).toBe('one');
  });

  it('has nothing under another key or for another packaging', async () => {
    await built('k');
    expect(await findKept('other', ['snap'])).toEqual({ kept: [], damaged: [] });
    expect(await findKept('k', ['tarball'])).toEqual({ kept: [], damaged: [] });
  });

  it('names a truncated file, with the sum that it should have', async () => {
    const { path } = await built('k');
    await writeFile(path, 'pay');
    expect(await findKept('k', ['snap'])).toEqual({
      kept: [],
      damaged: [`${path} has 3 bytes and not the 7 of abc`],
    });
  });

  it('names a file that is gone, and one that somebody wrote to', async () => {
    const { path } = await built('k');
    await utimes(path, 1, 1);
    expect((await findKept('k', ['snap'])).damaged).toEqual([`${path} was changed since it was built`]);
    await rm(path);
    expect((await findKept('k', ['snap'])).damaged).toEqual([`${path} is gone`]);
  });

  it('keeps the artifacts of the last three recipes of each component for each kind of machine', async () => {
    await built('intel', { arch: 'amd64' });
    await built('hdfs', { component: 'hadoop' });
    for (const key of ['a', 'b', 'c', 'd']) await built(key);
    const kept = (await readdir(join(cache, 'bramble', 'artifacts'))).sort();
    expect(kept).toEqual(['b', 'c', 'd', 'hdfs', 'index.json', 'intel']);
    expect(await findKept('a', ['snap'])).toEqual({ kept: [], damaged: [] });
  });
});
