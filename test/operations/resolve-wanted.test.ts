import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findCluster } from '../../src/cli/find-cluster.ts';
import { resolveCluster } from '../../src/config/resolve-cluster.ts';
import { parseChannel } from '../../src/domain/channel.ts';
import type { ClusterSpec } from '../../src/domain/cluster.ts';
import type { HostFacts } from '../../src/domain/facts.ts';
import { resolveWanted, type SourceChoice } from '../../src/operations/resolve-wanted.ts';
import { close } from '../../src/store/change-index.ts';
import { changeStore } from '../../src/store/change-store.ts';
import { parseClusterNote } from '../../src/store/cluster-record.ts';
import { saveCluster } from '../../src/store/cluster-store.ts';
import { openStore } from '../../src/store/open-store.ts';
import { blankHost, installedSpark } from '../support/facts.ts';
import { monday } from '../support/releases.ts';
import { releaseTiny, releaseVersion } from '../support/tiny-store.ts';

// Programs are run, on machines that may be busy.
vi.setConfig({ testTimeout: 30_000 });

let home: string;
let store: string;
let notes: string[];
const red = resolveCluster({ hosts: 'red,red01' });
const need = { component: 'spark', arch: 'arm64', packaging: 'tarball' } as const;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'bramble-wanted-'));
  store = join(home, 'store');
  notes = [];
  vi.stubEnv('XDG_STATE_HOME', join(home, 'state'));
  vi.stubEnv('XDG_CACHE_HOME', join(home, 'cache'));
  vi.stubEnv('BRAMBLE_STORE', '');
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(home, { recursive: true });
});

describe('where components come from', () => {
  it('is this bramble’s own build unless a channel is named', async () => {
    const { wanted, spec } = await resolve({}, red);
    const built = { recipe: expect.any(String) };
    expect(wanted).toEqual({ spark: { ...built, keeps: true }, hadoop: { ...built, keeps: true } });
    expect(spec).toEqual(red);
    expect((await resolve({ movesOn: true }, red)).wanted).toEqual({ spark: built, hadoop: built });
  });

  it('is what the channel holds, which the cluster follows from now on', async () => {
    const release = await releaseTiny(store, home);
    const { wanted, spec, provide } = await resolve({ channel: 'candidate', store }, red);
    expect(wanted.spark).toEqual({ releases: { arm64: release }, keeps: true });
    expect(wanted.hadoop).toHaveProperty('recipe');
    expect(spec.sources).toEqual({ spark: { store, channel: 'latest/candidate', key: expect.any(String) } });
    const [artifact] = await provide([need], new Map());
    expect(artifact).toMatchObject({
      payloadId: release.payloadId,
      release: { channel: 'latest/candidate', revision: 1 },
    });
    expect(notes).toEqual([`latest/candidate of ${store} holds spark 4.2.0 (revision 1 for arm64)`]);
  });

  it('is where a closed channel forwards to, in the words of snap', async () => {
    await releaseTiny(store, home);
    await resolve({ channel: 'edge', store }, red);
    expect(notes).toContain('Channel latest/edge for spark is closed; temporarily forwarding to latest/candidate.');
  });

  it('is the stable channel of a store that is named alone', async () => {
    await releaseTiny(store, home);
    await expect(resolve({ store }, red)).rejects.toMatchObject({
      code: 'CHANNEL_UNAVAILABLE',
      message: '"spark" is not available on stable but is available on the following channels:',
      evidence: 'latest/candidate (arm64)',
    });
  });

  it('shows in a dry run without being fetched', async () => {
    const release = await releaseTiny(store, home);
    const { provide } = await resolve({ channel: 'candidate', store, dryRun: true }, red);
    const [artifact] = await provide([need], new Map());
    expect(artifact).toMatchObject({ path: '', sha256: release.files.tarball?.sha256, version: '4.2.0' });
  });

  it('refuses a packaging that was not released, also in a dry run', async () => {
    await releaseTiny(store, home);
    for (const dryRun of [true, false]) {
      const { provide } = await resolve({ channel: 'candidate', store, dryRun }, red);
      await expect(provide([{ ...need, packaging: 'snap' }], new Map())).rejects.toMatchObject({
        code: 'CHANNEL_UNAVAILABLE',
        message: expect.stringMatching(/^revision 1 of spark for arm64 in .* has no snap$/),
      });
    }
  });

  it('refuses an architecture that was not released, with those that were', async () => {
    await releaseTiny(store, home);
    const { provide } = await resolve({ channel: 'candidate', store }, red);
    await expect(provide([{ ...need, arch: 'amd64' }], new Map())).rejects.toMatchObject({
      code: 'CHANNEL_UNAVAILABLE',
      message: expect.stringContaining('for this architecture (amd64) but exists on other architectures (arm64)'),
    });
  });
});

describe('the Snap Store', () => {
  const following = { ...red, sources: { spark: { store: 'snapstore', channel: '4.2/stable', key: '' } } };

  it('is asked by snapd on each node, and followed from then on', async () => {
    const { wanted, spec } = await resolve({ channel: '4.2', store: 'snapstore' }, red);
    expect(wanted.spark).toEqual({ snapChannel: '4.2/stable', refresh: true });
    expect(spec).toEqual(following);
  });

  it('is not asked again by a later deployment', async () => {
    expect((await resolve({}, following)).wanted.spark).toEqual({ snapChannel: '4.2/stable', refresh: false });
  });

  it('is not upgraded from, as snapd stops at no gate', async () => {
    await expect(resolve({ movesOn: true }, following)).rejects.toMatchObject({ code: 'USAGE' });
  });

  it('is not a store that bramble reads or changes', async () => {
    await expect(openStore('snapstore')).rejects.toMatchObject({
      code: 'USAGE',
      hint: expect.stringContaining('snap info'),
    });
    await expect(changeStore('snapstore', { onWait: () => {} }, async (index) => index)).rejects.toMatchObject({
      code: 'USAGE',
      hint: expect.stringContaining('snapcraft upload'),
    });
  });
});

describe('a cluster that follows a channel', () => {
  let following: ClusterSpec;

  beforeEach(async () => {
    await releaseTiny(store, home);
    ({ spec: following } = await resolve({ channel: 'candidate', store }, red));
    notes = [];
  });

  it('keeps what it has, and asks no store', async () => {
    await rm(store, { recursive: true });
    const { wanted, spec, provide } = await resolve({}, following);
    expect(wanted.spark).toEqual({ asInstalled: true });
    expect(spec).toEqual(following);
    expect(await provide([], new Map())).toEqual([]);
  });

  it('gives a new node what the others have, though the channel holds something newer', async () => {
    await releaseTiny(store, home, { version: '4.2.1' });
    const { provide } = await resolve({}, following);
    const [artifact] = await provide(
      [need],
      new Map([
        ['red', blankHost()],
        ['red01', runningFrom('payload-4.2.0-arm64')],
      ]),
    );
    expect(artifact).toMatchObject({ version: '4.2.0', release: { revision: 1 } });
  });

  it('gives a new node what the channel holds where no other notes anything', async () => {
    await releaseTiny(store, home, { version: '4.2.1' });
    const { provide } = await resolve({}, following);
    const [artifact] = await provide([need], new Map([['red', blankHost()]]));
    expect(artifact).toMatchObject({ version: '4.2.1', release: { channel: 'latest/candidate', revision: 2 } });
  });

  it('moves on when it is told to', async () => {
    const newer = await releaseTiny(store, home, { version: '4.2.1' });
    expect((await resolve({ movesOn: true }, following)).wanted.spark).toEqual({ releases: { arm64: newer } });
  });

  it('stays on its track where only a risk is named', async () => {
    await releaseVersion(store, '4.3.0');
    const { spec } = await resolve({ channel: 'edge' }, following);
    expect(spec.sources?.spark?.channel).toBe('latest/edge');
  });

  it('is told which component to name where the channel is not one of all', async () => {
    await releaseVersion(store, '4.3.0');
    const both = resolveCluster({ hosts: 'red,red01', components: ['hadoop', 'spark'] });
    for (const [movesOn, verb] of [
      [true, 'upgrade'],
      [false, 'deploy'],
    ] as const)
      await expect(resolve({ channel: 'candidate', store, movesOn }, both)).rejects.toMatchObject({
        message: '"hadoop" has no release in any channel of this store',
        hint: `name the component that it is for: bramble ${verb} spark --channel candidate`,
      });
    await expect(resolve({ channel: '9.9', store, movesOn: true }, both)).rejects.toMatchObject({
      hint: 'bramble release FILE --channel 9.9/stable',
    });
  });

  it('is told when its channel holds nothing any more', async () => {
    const change = { channel: parseChannel('candidate'), at: monday };
    await changeStore(store, { onWait: () => {} }, async (index) => close(index, 'spark', change));
    await expect(resolve({ movesOn: true }, following)).rejects.toMatchObject({ code: 'CHANNEL_UNAVAILABLE' });
  });

  it('is recognised by its nodes where this machine knows nothing of it', async () => {
    const gathering = Promise.resolve(
      new Map([
        ['red', blankHost()],
        ['red01', runningFrom('payload-4.2.0-arm64', following)],
      ]),
    );
    const { wanted, spec } = await resolve({}, red, gathering);
    expect(wanted.spark).toEqual({ asInstalled: true });
    expect(spec).toEqual(following);
    expect((await resolve({ channel: false }, red, gathering)).spec).toEqual(red);
  });

  it('leaves it for this bramble’s own build when told so', async () => {
    const { wanted, spec } = await resolve({ channel: false }, following);
    expect(wanted.spark).toHaveProperty('recipe');
    expect(spec).toEqual(red);
  });

  it('is remembered with it, here and on its nodes', async () => {
    await saveCluster(following);
    expect(await findCluster({ hosts: 'red,red01' })).toEqual(following);
    expect(await findCluster({ cluster: 'red' })).toEqual(following);
    expect((await findCluster({ hosts: 'red,red[01-02]' })).sources).toEqual(following.sources);
    expect(parseClusterNote(JSON.parse(JSON.stringify(following)), 'red')).toEqual(following);
  });
});

function resolve(choice: SourceChoice, spec: ClusterSpec, gathering?: Promise<ReadonlyMap<string, HostFacts>>) {
  const { signal } = new AbortController();
  return resolveWanted(choice, {
    spec,
    signal,
    ...(gathering && { gathering }),
    reporter: { report: ({ text, state }) => state === 'note' && notes.push(text) },
  });
}

function runningFrom(payloadId: string, spec: unknown = {}): HostFacts {
  const note = {
    payloadId,
    packaging: 'tarball',
    sha256: 'aa',
    channel: 'latest/candidate',
    revision: 1,
    version: '4.2.0',
  } as const;
  const record = { version: 1, cluster: 'red', node: 'red01', spec, components: { spark: note } } as const;
  return blankHost({ installed: { spark: installedSpark({ payloadId }) }, record });
}
