import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fetchArchive } from '../../src/build/part-source.ts';
import type { Part } from '../../src/build/recipe.ts';

const content = 'what Apache publishes';
const sha256 = '6b6a3c44ce1f0c5c7d3f5f2a6c0f0a0d'.padEnd(64, '0');

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bramble-source-'));
  vi.stubEnv('XDG_CACHE_HOME', folder);
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

function part(checksum: string): Part {
  const source = 'https://archive.example/spark-4.2.0-bin-hadoop3.tgz';
  return { plugin: 'dump', source, 'source-checksum': checksum, 'stage-packages': [], organize: {}, stage: ['*'] };
}

function fileOf(file: string) {
  return { title: 'Apache Spark', choice: { file }, report: () => {} };
}

describe('fetchArchive with a file of the user', () => {
  it('takes upstream’s archive under whatever name, and notes upstream as its origin', async () => {
    const path = join(folder, 'mine.tgz');
    await writeFile(path, content);
    const sum = createHash('sha512').update(content).digest('hex');
    const archive = await fetchArchive('spark', part(`sha512/${sum}`), fileOf(path));
    expect(archive).toMatchObject({
      origin: 'https://archive.example/spark-4.2.0-bin-hadoop3.tgz',
      checksum: { algorithm: 'sha512', hex: sum },
    });
  });

  it('names a damaged one with its sum, and the sums of those that it knows', async () => {
    const path = join(folder, 'cut.tgz');
    await writeFile(path, 'cut');
    await expect(fetchArchive('spark', part(`sha256/${sha256}`), fileOf(path))).rejects.toMatchObject({
      code: 'ARTIFACT_INVALID',
      message: `${path} is damaged or not an archive of Apache Spark that is known`,
      evidence: expect.stringContaining(sha256) as unknown,
    });
  });

  it('says that there is no such file', async () => {
    await expect(fetchArchive('spark', part(`sha256/${sha256}`), fileOf('/no/such'))).rejects.toThrow(
      '/no/such cannot be read',
    );
  });
});
