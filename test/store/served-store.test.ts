import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Artifact } from '../../src/domain/artifact.ts';
import type { Release } from '../../src/domain/release.ts';
import { fetchArtifact } from '../../src/store/fetch-artifact.ts';
import { findKnownStore } from '../../src/store/known-stores.ts';
import { openStore } from '../../src/store/open-store.ts';
import { resolveRelease } from '../../src/store/resolve-release.ts';
import { monday } from '../support/releases.ts';
import { type StoreServer, serveFolder } from '../support/store-server.ts';
import { releaseTiny } from '../support/tiny-store.ts';

// Programs are run, on machines that may be busy.
vi.setConfig({ testTimeout: 30_000 });

let home: string;
let folder: string;
let server: StoreServer;
// Does not compress, so that there is something to break off.
const filler = randomBytes(300_000);
const wish = { component: 'spark', channel: 'candidate', arch: 'arm64' } as const;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'bramble-served-'));
  folder = join(home, 'store');
  vi.stubEnv('XDG_STATE_HOME', join(home, 'state'));
  server = await serveFolder(folder);
});

afterEach(async () => {
  server.stop();
  vi.unstubAllEnvs();
  await rm(home, { recursive: true });
});

describe('a store behind a web server', () => {
  it('gives the same releases, and each artifact once', async () => {
    await releaseTiny(folder, home, { filler });
    const { index, key, isNew } = await openStore(server.address);
    expect(isNew).toBe(true);
    expect(key).toBe((await openStore(folder)).key);
    const release = resolveRelease(index, wish, Date.parse(monday));
    const { path, sha256 } = await fetchTiny(release);
    expect(await readFile(path)).toEqual(await readFile(join(folder, 'artifacts', `${sha256}.tar.gz`)));
    await fetchTiny(release);
    expect(askedForArtifacts()).toHaveLength(1);
  });

  it('continues a download that stopped earlier where it stopped', async () => {
    const release = await releaseTiny(folder, home, { filler });
    const { sha256 = '' } = release.files.tarball ?? {};
    const whole = await readFile(join(folder, 'artifacts', `${sha256}.tar.gz`));
    await mkdir(join(home, 'cache'));
    await writeFile(join(home, 'cache', `${sha256}.tar.gz.part`), whole.subarray(0, 100_000));
    expect(await readFile((await fetchTiny(release)).path)).toEqual(whole);
    expect(askedForArtifacts().map(({ range }) => range)).toEqual(['bytes=100000-']);
  });

  it('is asked again where it breaks off', async () => {
    const release = await releaseTiny(folder, home, { filler });
    server.habits.breakOnceAfter = 100_000;
    expect((await fetchTiny(release)).sha256).toBe(release.files.tarball?.sha256);
    expect(askedForArtifacts()).toHaveLength(2);
  });

  it('begins anew where the server knows no ranges', async () => {
    const release = await releaseTiny(folder, home, { filler });
    server.habits.breakOnceAfter = 100_000;
    server.habits.knowsRanges = false;
    expect((await fetchTiny(release)).sha256).toBe(release.files.tarball?.sha256);
  });

  it('gives nothing that has another hash, and keeps nothing of it', async () => {
    const release = await releaseTiny(folder, home, { filler });
    const [name = ''] = await readdir(join(folder, 'artifacts'));
    const path = join(folder, 'artifacts', name);
    const bytes = await readFile(path);
    bytes.set([(bytes[1000] ?? 0) ^ 255], 1000);
    await writeFile(path, bytes);
    await expect(fetchTiny(release)).rejects.toMatchObject({ code: 'ARTIFACT_INVALID' });
    expect(await readdir(join(home, 'cache'))).toEqual([]);
  });

  it('lets two who want the same file at once fetch it once', async () => {
    const release = await releaseTiny(folder, home, { filler });
    await Promise.all([fetchTiny(release), fetchTiny(release), fetchTiny(release)]);
    expect(askedForArtifacts()).toHaveLength(1);
  });

  it('that is down is named', async () => {
    server.stop();
    await expect(openStore(server.address)).rejects.toMatchObject({
      code: 'DOWNLOAD_FAILED',
      message: `${server.address}/index.json cannot be read`,
    });
  });

  it('without an index is no store', async () => {
    await expect(openStore(server.address)).rejects.toMatchObject({ code: 'STORE_INVALID' });
    expect(await findKnownStore(server.address)).toBeUndefined();
  });
});

function fetchTiny(release: Release): Promise<Artifact> {
  const cache = join(home, 'cache');
  return fetchArtifact(server.address, release, { packaging: 'tarball', cache, report: () => {} });
}

function askedForArtifacts() {
  return server.requests.filter(({ url }) => url.includes('artifacts'));
}
