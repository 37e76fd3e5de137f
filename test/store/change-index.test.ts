import { describe, expect, it } from 'vitest';
import { parseChannel } from '../../src/domain/channel.ts';
import { addFile, close, emptyIndex, promote, releaseTo } from '../../src/store/change-index.ts';
import { candidate, indexWith, monday } from '../support/releases.ts';

const stable = parseChannel('stable');

describe('a revision', () => {
  it('is one payload: its snap and its tarball are two files of it', () => {
    const first = addFile(emptyIndex, candidate({ packaging: 'snap', file: { sha256: 'a', sizeBytes: 1 } }));
    const { index, revision } = addFile(first.index, candidate({ file: { sha256: 'b', sizeBytes: 2 } }));
    expect(index.revisions).toEqual([revision]);
    expect(revision).toMatchObject({
      revision: 1,
      files: { snap: { sha256: 'a', sizeBytes: 1 }, tarball: { sha256: 'b', sizeBytes: 2 } },
    });
  });

  it('keeps the file that nodes may have already, should the same payload be packed anew', () => {
    const { index } = addFile(emptyIndex, candidate({ file: { sha256: 'a', sizeBytes: 1 } }));
    expect(addFile(index, candidate({ file: { sha256: 'b', sizeBytes: 2 } })).revision.files.tarball?.sha256).toBe('a');
  });

  it('has a number of its own for each architecture and each component', () => {
    const { revisions } = indexWith(
      ['edge', candidate()],
      ['edge', candidate({ arch: 'amd64' })],
      ['edge', candidate({ version: '4.2.1' })],
      ['edge', candidate({ component: 'hadoop', version: '3.5.0' })],
    );
    expect(revisions.map(({ component, arch, version, revision }) => [component, arch, version, revision])).toEqual([
      ['spark', 'arm64', '4.2.0', 1],
      ['spark', 'amd64', '4.2.0', 2],
      ['spark', 'arm64', '4.2.1', 3],
      ['hadoop', 'arm64', '3.5.0', 1],
    ]);
  });
});

describe('releasing', () => {
  it('tells the history of the store', () => {
    expect(indexWith(['edge']).history).toEqual([
      { at: monday, what: 'release', component: 'spark', channel: 'latest/edge', arch: 'arm64', revision: 1 },
    ]);
  });

  it('takes nothing of the grade devel further than beta', () => {
    const { index, revision } = addFile(emptyIndex, candidate({ grade: 'devel' }));
    expect(releaseTo(index, revision, { channel: parseChannel('beta'), at: monday }).channels.spark).toBeDefined();
    for (const name of ['stable', 'candidate', '4.2/candidate/fix'])
      expect(() => releaseTo(index, revision, { channel: parseChannel(name), at: monday })).toThrow(
        expect.objectContaining({ code: 'REFUSED', message: expect.stringContaining('has the grade devel') }),
      );
  });

  it('takes no branch with an underscore', () => {
    expect(() => indexWith(['edge/fix_1'])).toThrow(expect.objectContaining({ code: 'USAGE' }));
  });
});

describe('promoting', () => {
  it('brings all architectures along and leaves the first channel as it was', () => {
    const before = indexWith(
      ['candidate'],
      ['candidate', candidate({ arch: 'amd64' })],
      ['stable', candidate({ version: '4.1.0' })],
    );
    const { channels } = promote(before, 'spark', { from: parseChannel('candidate'), to: stable, at: monday });
    expect(channels.spark?.['latest/stable']).toEqual({
      arm64: { revision: 1, at: monday },
      amd64: { revision: 2, at: monday },
    });
    expect(channels.spark?.['latest/candidate']).toEqual(before.channels.spark?.['latest/candidate']);
  });

  it('takes nothing from a branch whose time is over', () => {
    const before = indexWith(['edge/fix-17']);
    const change = (at: string) => ({ from: parseChannel('edge/fix-17'), to: stable, at });
    expect(promote(before, 'spark', change('2026-12-22T10:00:00.000Z')).channels.spark).toHaveProperty('latest/stable');
    expect(() => promote(before, 'spark', change('2026-12-24T10:00:00.000Z'))).toThrow(
      'latest/edge/fix-17 of spark is closed',
    );
  });

  it('takes nothing from a channel that only forwards', () => {
    const change = { from: parseChannel('edge'), to: parseChannel('beta'), at: monday };
    expect(() => promote(indexWith(['stable']), 'spark', change)).toThrow(
      expect.objectContaining({
        code: 'CHANNEL_UNAVAILABLE',
        message: expect.stringContaining('latest/edge of spark is closed'),
      }),
    );
  });
});

describe('closing', () => {
  it('forgets what the channel holds and nothing else', () => {
    const { channels, revisions, history } = close(indexWith(['edge'], ['stable']), 'spark', {
      channel: parseChannel('edge'),
      at: monday,
    });
    expect(Object.keys(channels.spark ?? {})).toEqual(['latest/stable']);
    expect(revisions).toHaveLength(1);
    expect(history.at(-1)).toMatchObject({ what: 'close', channel: 'latest/edge', revision: 1 });
  });

  it('of a closed channel is refused', () => {
    expect(() => close(indexWith(['stable']), 'spark', { channel: parseChannel('edge'), at: monday })).toThrow(
      expect.objectContaining({ code: 'CHANNEL_UNAVAILABLE' }),
    );
  });
});
