import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { changeStore } from '../../src/store/change-store.ts';
import { fetchArtifact } from '../../src/store/fetch-artifact.ts';
import { chooseStore } from '../../src/store/known-stores.ts';
import { openStore } from '../../src/store/open-store.ts';
import { fingerprintOf } from '../../src/store/signed-index.ts';
import { keyPath } from '../../src/store/store-keys.ts';
import { releaseTiny, releaseVersion } from '../support/tiny-store.ts';

// Programs are run, on machines that may be busy.
vi.setConfig({ testTimeout: 30_000 });

let home: string;
let folder: string;
const quiet = { report: () => {} };
const unheard = { onWait: () => {} };

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'bramble-store-'));
  folder = join(home, 'store');
  vi.stubEnv('XDG_STATE_HOME', join(home, 'state'));
  vi.stubEnv('BRAMBLE_STORE', '');
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(home, { recursive: true });
});

describe('a store in a folder', () => {
  it('gives back what was released, checked by its hash and without a copy', async () => {
    const release = await releaseTiny(folder, home);
    const artifact = await fetchArtifact(folder, release, {
      ...quiet,
      packaging: 'tarball',
      cache: join(home, 'cache'),
    });
    expect(artifact).toMatchObject({
      component: 'spark',
      arch: 'arm64',
      payloadId: 'payload-4.2.0-arm64',
      path: join(folder, 'artifacts', `${release.files.tarball?.sha256}.tar.gz`),
      release: { channel: 'latest/candidate', revision: 1 },
    });
  });

  it('may be read by a web server; its private key lies elsewhere, for its owner only', async () => {
    await releaseTiny(folder, home);
    const mode = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);
    expect(await mode(join(folder, 'index.json'))).toBe('644');
    expect(await readdir(folder)).toEqual(['artifacts', 'index.json']);
    const { key } = await openStore(folder);
    expect(await mode(keyPath(key))).toBe('600');
    expect(await readFile(keyPath(key), 'utf8')).toContain('PRIVATE KEY');
  });

  it('refuses an artifact that was damaged since', async () => {
    const release = await releaseTiny(folder, home);
    const [name = ''] = await readdir(join(folder, 'artifacts'));
    await writeFile(join(folder, 'artifacts', name), 'something else');
    await expect(fetchArtifact(folder, release, { ...quiet, packaging: 'tarball', cache: home })).rejects.toMatchObject(
      {
        code: 'ARTIFACT_INVALID',
        message: expect.stringContaining(name),
      },
    );
  });

  it('says which packaging was not released', async () => {
    const release = await releaseTiny(folder, home);
    await expect(fetchArtifact(folder, release, { ...quiet, packaging: 'snap', cache: home })).rejects.toMatchObject({
      code: 'CHANNEL_UNAVAILABLE',
      message: expect.stringContaining('has no snap'),
    });
  });

  it('loses no release where two operators release at once', async () => {
    const versions = ['4.0.1', '4.0.2', '4.0.3', '4.0.4', '4.0.5', '4.0.6'];
    await changeStore(folder, unheard, async (index) => index);
    await Promise.all(versions.map((version) => releaseVersion(folder, version)));
    const { index } = await openStore(folder);
    expect(index.revisions.map(({ version }) => version).toSorted()).toEqual(versions);
    expect(index.revisions.map(({ revision }) => revision).toSorted()).toEqual([1, 2, 3, 4, 5, 6]);
    expect(index.serial).toBe(7);
  });

  it('is taken over from an operator whose program ended in the middle', async () => {
    await mkdir(folder);
    await writeFile(join(folder, '.lock'), JSON.stringify({ user: 'ann', host: hostname(), pid: 4_194_304 }));
    await releaseVersion(folder, '4.2.0');
    expect((await openStore(folder)).index.revisions).toHaveLength(1);
  });

  it('that cannot be written to says so', async () => {
    await writeFile(folder, 'a file in its place');
    await expect(releaseVersion(folder, '4.2.0')).rejects.toMatchObject({
      code: 'ACTION_FAILED',
      message: `${folder} cannot be written to`,
    });
    await expect(changeStore('/sys/kernel/store', unheard, async (index) => index)).rejects.toMatchObject({
      code: 'ACTION_FAILED',
      message: '/sys/kernel/store cannot be written to',
    });
  });
});

describe('the index of a store', () => {
  const indexPath = () => join(folder, 'index.json');

  it('is refused where it is cut off, at whichever byte', async () => {
    await releaseVersion(folder, '4.2.0');
    const whole = await readFile(indexPath(), 'utf8');
    for (const length of [0, 1, 100, Math.floor(whole.length / 2), whole.length - 3]) {
      await writeFile(indexPath(), whole.slice(0, length));
      await expect(openStore(folder)).rejects.toMatchObject({
        code: 'STORE_INVALID',
        message: `the index of ${folder} is cut off, or is not an index of bramble`,
      });
    }
  });

  it('is refused where a release was written into it by hand', async () => {
    await releaseVersion(folder, '4.2.0');
    const whole = await readFile(indexPath(), 'utf8');
    await writeFile(indexPath(), whole.replace('4.2.0', '6.6.6'));
    await expect(openStore(folder)).rejects.toMatchObject({
      code: 'STORE_UNTRUSTED',
      message: `the index of ${folder} was changed after it was signed`,
    });
  });

  it('is refused where another key signed it, until the operator vouches for that key', async () => {
    await releaseVersion(folder, '4.2.0');
    const { key: first } = await openStore(folder);
    await replaceStore();
    await expect(openStore(folder)).rejects.toMatchObject({
      code: 'STORE_UNTRUSTED',
      message: `${folder} is signed by another key than the one that is trusted`,
      evidence: expect.stringContaining(`trusted ${fingerprintOf(first)}`),
    });
    const second = JSON.parse(await readFile(indexPath(), 'utf8')).key as string;
    await expect(openStore(folder, { trust: fingerprintOf(first) })).rejects.toMatchObject({ code: 'STORE_UNTRUSTED' });
    await openStore(folder, { trust: fingerprintOf(second) });
    expect((await openStore(folder)).key).toBe(second);
  });

  it('is refused where a cluster has pinned another key, though this machine has not', async () => {
    await releaseVersion(folder, '4.2.0');
    const { key } = await openStore(folder);
    vi.stubEnv('XDG_STATE_HOME', join(home, 'elsewhere'));
    await replaceStore();
    vi.stubEnv('XDG_STATE_HOME', join(home, 'fresh'));
    await expect(openStore(folder, { pinnedKey: key })).rejects.toMatchObject({ code: 'STORE_UNTRUSTED' });
  });

  it('is refused where somebody holds back what was released since', async () => {
    await releaseVersion(folder, '4.2.0');
    const before = await readFile(indexPath(), 'utf8');
    await releaseVersion(folder, '4.2.1');
    await writeFile(indexPath(), before);
    await expect(openStore(folder)).rejects.toMatchObject({
      code: 'STORE_UNTRUSTED',
      evidence: 'change 1 now, change 2 then',
    });
  });

  it('is not signed anew by a machine that lacks its key', async () => {
    await releaseVersion(folder, '4.2.0');
    vi.stubEnv('XDG_STATE_HOME', join(home, 'other-operator'));
    await expect(releaseVersion(folder, '4.2.1')).rejects.toMatchObject({
      code: 'REFUSED',
      hint: expect.stringContaining('copy '),
    });
    expect((await openStore(folder)).index.serial).toBe(1);
  });

  it('may be read by a machine that lacks its key, which pins it', async () => {
    await releaseVersion(folder, '4.2.0');
    vi.stubEnv('XDG_STATE_HOME', join(home, 'other-operator'));
    expect((await openStore(folder)).isNew).toBe(true);
    expect((await openStore(folder)).isNew).toBe(false);
  });

  it('must be there', async () => {
    await expect(openStore(folder)).rejects.toMatchObject({
      code: 'STORE_INVALID',
      message: `${folder} is not a store: it has no index.json`,
    });
  });

  /** Somebody else's store in the same place. */
  async function replaceStore(): Promise<void> {
    const state = process.env.XDG_STATE_HOME;
    await rm(folder, { recursive: true });
    vi.stubEnv('XDG_STATE_HOME', join(home, 'somebody'));
    await releaseVersion(folder, '4.2.0');
    vi.stubEnv('XDG_STATE_HOME', state);
  }
});

describe('which store is meant', () => {
  it('is said, or the environment says it, or it is the only one that was used', async () => {
    await expect(chooseStore(undefined)).rejects.toMatchObject({
      code: 'USAGE',
      message: 'it is not clear which store is meant; none was used on this machine',
    });
    await releaseVersion(folder, '4.2.0');
    expect(await chooseStore(undefined)).toBe(folder);
    vi.stubEnv('BRAMBLE_STORE', 'https://pi.example/store/');
    expect(await chooseStore(undefined)).toBe('https://pi.example/store');
    expect(await chooseStore('here')).toBe(join(process.cwd(), 'here'));
  });

  it('must be said where several were used', async () => {
    await releaseVersion(folder, '4.2.0');
    const first = folder;
    folder = join(home, 'another');
    await releaseVersion(folder, '4.2.0');
    await expect(chooseStore(undefined)).rejects.toMatchObject({
      message: `it is not clear which store is meant; known are ${folder}, ${first}`,
    });
  });

  it.each(['ftp://pi/store', 'https://ann:secret@pi/store', ''])('"%s" is none', async (text) => {
    await expect(chooseStore(text)).rejects.toMatchObject({ code: 'USAGE' });
  });

  it('that is served is changed in its folder only', async () => {
    await expect(changeStore('http://pi/store', unheard, async (index) => index)).rejects.toMatchObject({
      code: 'USAGE',
    });
  });
});
