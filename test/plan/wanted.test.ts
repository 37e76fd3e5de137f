import { describe, expect, it } from 'vitest';
import type { HostFacts, NodeRecord, NotedComponent } from '../../src/domain/facts.ts';
import type { Release } from '../../src/domain/release.ts';
import { isOutdated, type WantedPart } from '../../src/plan/needs.ts';
import { noteRelease } from '../../src/plan/note-release.ts';
import { type DesiredPart, planStage, stages } from '../../src/plan/plan-node.ts';
import { findRunningRelease } from '../../src/plan/running-release.ts';
import { findProblems } from '../../src/plan/suitability.ts';
import { blankHost, installedSpark, sparkArtifact } from '../support/facts.ts';
import { candidate, indexWith, revisionOf } from '../support/releases.ts';

const release: Release = {
  ...candidate({ payloadId: 'payload-1' }),
  revision: 3,
  files: { tarball: { sha256: 'aa', sizeBytes: 1 } },
  channel: 'latest/edge',
  effective: 'latest/stable',
};
const held: WantedPart = { releases: { arm64: release } };
const keeping: WantedPart = { ...held, keeps: true };
const noted = { sha256: 'bb', channel: 'latest/stable', revision: 2, version: '4.1.0' };

describe('a node is outdated', () => {
  it.each<[rule: string, wanted: WantedPart, facts: HostFacts, outdated: boolean]>([
    ['where nothing is installed, by whatever rule', { asInstalled: true }, blankHost(), true],
    ['not where it has what is built today', { recipe: 'recipe-1' }, withSpark(), false],
    ['where it was built by another recipe', { recipe: 'recipe-2' }, withSpark(), true],
    ['not where it has what the channel holds, by whichever recipe', held, withSpark({ recipe: 'other' }), false],
    ['where the channel holds another payload', held, withSpark({ payloadId: 'payload-2' }), true],
    ['where the channel holds nothing for its architecture', { releases: { amd64: release } }, withSpark(), true],
    ['never where it is to keep what it has', { asInstalled: true }, withSpark({ recipe: 'other' }), false],
    ['never where it keeps what was built by another recipe', { recipe: 'recipe-2', keeps: true }, withSpark(), false],
    ['never where it keeps another payload than the channel holds', keeping, withSpark({ payloadId: 'other' }), false],
    ['where it lacks what the others keep', keeping, blankHost(), true],
    ['where the Snap Store may have something newer', { snapChannel: 'stable', refresh: true }, withSpark(), true],
    ['not where it follows the Snap Store as before', { snapChannel: 'stable', refresh: false }, withSpark(), false],
  ])('%s', (_rule, wanted, facts, outdated) => {
    expect(isOutdated(facts, 'spark', wanted)).toBe(outdated);
  });
});

describe('what a node notes of a channel', () => {
  const part = { component: 'spark', packaging: 'tarball', artifact: undefined } as const;

  it('is nothing where bramble builds what it gets, even if it came from a channel before', () => {
    expect(noteRelease(part, { recipe: 'recipe-1' }, withNote(noted))).toBeUndefined();
  });

  it('is the release, also where the same payload is there already from another channel', () => {
    const expected = { sha256: 'aa', channel: 'latest/edge', revision: 3, version: '4.2.0' };
    expect(noteRelease(part, held, withNote(noted))).toEqual(expected);
  });

  it('stays where it keeps what it has', () => {
    expect(noteRelease(part, { asInstalled: true }, withNote(noted))).toEqual(noted);
  });

  it('stays where it keeps another payload than the channel holds, and is the release where it has that', () => {
    const other: WantedPart = { releases: { arm64: { ...release, payloadId: 'payload-2' } }, keeps: true };
    expect(noteRelease(part, other, withNote(noted))).toEqual(noted);
    expect(noteRelease(part, { recipe: 'recipe-2', keeps: true }, withNote(noted))).toEqual(noted);
    expect(noteRelease(part, keeping, withNote(noted))).toMatchObject({ channel: 'latest/edge', revision: 3 });
  });

  it('is the channel alone where something else was put there by hand', () => {
    expect(noteRelease(part, { asInstalled: true }, withNote(noted, 'payload-9'))).toEqual({
      channel: 'latest/stable',
    });
  });

  it('is what was noted before where it went back to that', () => {
    const previous = { ...noted, payloadId: 'payload-0', packaging: 'tarball' } as const;
    const back = withNote({ ...noted, channel: 'latest/edge', revision: 3, previous }, 'payload-0');
    expect(noteRelease(part, { asInstalled: true }, back)).toEqual(noted);
  });

  it('is the channel that is followed where it went back to what came from none', () => {
    const previous = { payloadId: 'payload-0', packaging: 'tarball', sha256: 'cc' } as const;
    const back = withNote({ ...noted, previous }, 'payload-0');
    expect(noteRelease(part, { asInstalled: true }, back)).toEqual({ channel: 'latest/stable' });
  });

  it('is what is installed now where it lacked the component', () => {
    const artifact = sparkArtifact({ release: { channel: 'latest/edge', revision: 3 } });
    expect(noteRelease({ ...part, artifact }, { asInstalled: true }, blankHost())).toEqual({
      sha256: 'f'.repeat(64),
      channel: 'latest/edge',
      revision: 3,
      version: '4.2.0',
    });
  });
});

describe('a node that follows the Snap Store', () => {
  const part: DesiredPart = {
    component: 'spark',
    packaging: 'snap',
    roles: ['worker'],
    artifact: undefined,
    snapChannel: 'latest/stable',
    keys: {},
  };
  const desired = { name: 'red', roles: part.roles, parts: [part], hosts: [], record: '' };
  const install = stages.filter(({ name }) => name === 'install' || name === 'distribute');
  const planned = (facts: HostFacts) =>
    install.flatMap((stage) => planStage(stage, [desired], new Map([['red', facts]])).get('red') ?? []);

  it('is sent nothing: snapd gets it', () => {
    const action = { kind: 'install-from-store', component: 'spark', channel: 'latest/stable' };
    expect(planned(blankHost()).filter(({ kind }) => kind !== 'write-hosts')).toEqual([
      { ...action, because: 'not installed' },
    ]);
    expect(planned(withSpark()).filter(({ kind }) => kind !== 'write-hosts')).toEqual([
      { ...action, because: '4.2.0 (x1) may not be what it holds' },
    ]);
  });

  it('is refused where it gets a tarball', () => {
    const choice = { packaging: 'tarball', because: 'no snapd on Debian' } as const;
    const situation = {
      component: 'spark',
      choice,
      facts: blankHost(),
      settings: {},
      nowSeconds: 1_800_000_000,
    } as const;
    const problems = findProblems({ ...situation, roles: ['worker'], fromSnapStore: {} });
    expect(problems.map(({ what }) => what)).toEqual([
      'it gets spark as a tarball (no snapd on Debian), and the Snap Store has snaps only',
    ]);
  });
});

describe('a node that lacks what the others have', () => {
  const index = indexWith(
    ['stable', candidate({ version: '4.1.0' })],
    ['stable', candidate({ version: '4.1.0', arch: 'amd64' })],
    ['stable', candidate({ version: '4.2.0' })],
    ['edge', candidate({ version: '4.1.0', arch: 'amd64', payloadId: 'other', recipe: 'other' })],
    ['edge', candidate({ version: '4.1.0', payloadId: 'other', recipe: 'recipe-4.1.0' })],
  );
  const running = (version: string) =>
    withNote({ ...noted, version }, `payload-${version}-arm64`, `payload-${version}-arm64`);
  const find = (facts: readonly HostFacts[], arch: 'arm64' | 'amd64' = 'arm64') =>
    findRunningRelease(index, new Map(facts.map((one, at) => [`red${at}`, one])), {
      component: 'spark',
      arch,
      channel: 'latest/edge',
    });

  it('gets their revision, whatever the channel holds by now', () => {
    expect(find([blankHost(), running('4.1.0')])).toMatchObject({
      revision: 1,
      version: '4.1.0',
      channel: 'latest/stable',
    });
  });

  it('gets the one for its own architecture of the same build', () => {
    expect(find([running('4.1.0')], 'amd64')?.revision).toBe(revisionOf(index, '4.1.0', 'amd64')?.revision);
    expect(find([running('4.1.0')], 'amd64')?.recipe).toBe('recipe-4.1.0');
    expect(find([running('4.2.0')], 'amd64')).toBeUndefined();
  });

  it('gets the newest of them where they differ', () => {
    expect(find([running('4.2.0'), running('4.1.0')])?.version).toBe('4.2.0');
  });

  it('gets it also where they note nothing yet, by the channel that is followed', () => {
    expect(find([withSpark({ payloadId: 'payload-4.1.0-arm64' })])).toMatchObject({
      revision: 1,
      channel: 'latest/edge',
    });
  });

  it('gets nothing where the store has none of what they run', () => {
    expect(find([blankHost(), withSpark(), withNote(noted, 'payload-9')])).toBeUndefined();
  });
});

function withSpark(change: Parameters<typeof installedSpark>[0] = {}): HostFacts {
  return blankHost({ installed: { spark: installedSpark(change) } });
}

function withNote(note: Partial<NotedComponent>, running = 'payload-1', payloadId = 'payload-1'): HostFacts {
  const spark: NotedComponent = { payloadId, packaging: 'tarball', sha256: 'bb', ...note };
  const record: NodeRecord = { version: 1, cluster: 'red', node: 'red', spec: {}, components: { spark } };
  return { ...withSpark({ payloadId: running }), record };
}
