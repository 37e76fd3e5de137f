import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fallbacksOf, fullChannel, parseChannel, risks } from '../../src/domain/channel.ts';
import type { StoreIndex } from '../../src/domain/release.ts';
import { BrambleError } from '../../src/errors.ts';
import { close } from '../../src/store/change-index.ts';
import { openChannels, resolveRelease } from '../../src/store/resolve-release.ts';
import { candidate, indexWith, monday } from '../support/releases.ts';

const dayMs = 24 * 60 * 60 * 1000;
const nowMs = Date.parse(monday);
const older = candidate({ version: '4.1.0' });
const newer = candidate({ version: '4.2.0' });
const forAmd = candidate({ arch: 'amd64', version: '4.2.0' });

describe('what a channel holds', () => {
  const index = indexWith(['4.2/stable', older], ['4.2/candidate', newer], ['latest/edge', newer]);

  it.each([
    ['4.2/stable', '4.1.0', '4.2/stable'],
    ['4.2', '4.1.0', '4.2/stable'],
    ['4.2/candidate', '4.2.0', '4.2/candidate'],
    ['4.2/beta', '4.2.0', '4.2/candidate'],
    ['4.2/edge', '4.2.0', '4.2/candidate'],
    ['edge', '4.2.0', 'latest/edge'],
  ])('%s: %s, from %s', (channel, version, effective) => {
    const release = resolve(index, channel);
    expect(release).toMatchObject({ version, effective, channel: fullChannel(parseChannel(channel)) });
  });

  it('is for one architecture: other numbers for others', () => {
    const both = indexWith(['stable', newer], ['stable', forAmd]);
    expect(resolve(both, 'stable').revision).toBe(1);
    expect(resolve(both, 'stable', 'amd64').revision).toBe(2);
  });

  it('falls back for the architecture that a bolder channel does not have', () => {
    const both = indexWith(['stable', older], ['stable', forAmd], ['edge', newer]);
    expect(resolve(both, 'edge').effective).toBe('latest/edge');
    expect(resolve(both, 'edge', 'amd64').effective).toBe('latest/stable');
  });

  it('is that of the next safer risk once it is closed', () => {
    const closed = close(index, 'spark', { channel: parseChannel('4.2/candidate'), at: monday });
    expect(resolve(closed, '4.2/candidate')).toMatchObject({ version: '4.1.0', effective: '4.2/stable' });
  });

  it('is always the safest way down: the first open one of the fallbacks, or nothing', () => {
    const open = fc.subarray(risks.map((risk) => `4.2/${risk}`));
    fc.assert(
      fc.property(open, fc.constantFrom(...risks), (channels, risk) => {
        const some = indexWith(...channels.map((channel) => [channel] as const));
        const expected = fallbacksOf({ track: '4.2', risk })
          .map(fullChannel)
          .find((one) => channels.includes(one));
        if (expected === undefined) expect(() => resolve(some, `4.2/${risk}`)).toThrow(BrambleError);
        else expect(resolve(some, `4.2/${risk}`).effective).toBe(expected);
      }),
    );
  });
});

describe('a branch', () => {
  const index = indexWith(['stable', older], ['stable/fix-1', newer]);
  const branch = { component: 'spark', channel: 'stable/fix-1', arch: 'arm64' } as const;

  it('is found by its name and by no other', () => {
    expect(resolve(index, 'stable/fix-1').version).toBe('4.2.0');
    expect(resolve(index, 'stable').version).toBe('4.1.0');
    expect(resolve(index, 'edge').version).toBe('4.1.0');
  });

  it('closes by itself after thirty days and falls to its risk', () => {
    expect(resolveRelease(index, branch, nowMs + 30 * dayMs - 1).version).toBe('4.2.0');
    expect(resolveRelease(index, branch, nowMs + 30 * dayMs)).toMatchObject({
      version: '4.1.0',
      effective: 'latest/stable',
    });
    expect(Object.keys(openChannels(index, 'spark', nowMs + 30 * dayMs))).toEqual(['latest/stable']);
  });

  it('that never was is a mistake', () => {
    expect(fault(index, 'stable/fix-2')).toBe('requested a non-existing branch on latest/stable for "spark": fix-2');
    expect(fault(index, '4.2/stable/fix-2')).toBe('requested a non-existing branch for "spark": 4.2/stable/fix-2');
  });
});

describe('where nothing is open', () => {
  const index = indexWith(['4.2/edge', newer], ['latest/stable', older]);

  it.each([
    ['4.2/candidate', '"spark" is not available on 4.2/candidate but is available on the following channels:'],
    ['4.3/edge', '"spark" is not available on 4.3/edge but is available on the following tracks:'],
    ['4.3', '"spark" is not available on 4.3/stable but is available on the following tracks:'],
  ])('%s: the sentence of snap, and all that is open', (channel, message) => {
    expect(() => resolve(index, channel)).toThrow(
      expect.objectContaining({
        code: 'CHANNEL_UNAVAILABLE',
        message,
        evidence: '4.2/edge (arm64)\nlatest/stable (arm64)',
        hint: 'bramble channels spark',
      }),
    );
  });

  it('for any risk so safe, it says that other tracks exist', () => {
    expect(fault(indexWith(['4.2/edge', newer]), '4.3/stable')).toBe(
      '"spark" is not available on 4.3/stable but other tracks exist:',
    );
  });

  it('for an architecture, it names those that there are', () => {
    expect(fault(index, 'stable', 'amd64')).toBe(
      '"spark" is not available on stable for this architecture (amd64) but exists on other architectures (arm64):',
    );
    expect(fault(index, '4.2/candidate', 'amd64')).toBe(
      '"spark" is not available on this architecture (amd64) but exists on other architectures (arm64):',
    );
  });

  it('for a component, it says how to release one', () => {
    const wish = { component: 'hadoop', channel: 'edge', arch: 'arm64' } as const;
    expect(() => resolveRelease(index, wish, nowMs)).toThrow(
      expect.objectContaining({
        message: '"hadoop" has no release in any channel of this store',
        hint: 'bramble release FILE --channel edge',
      }),
    );
  });
});

function resolve(index: StoreIndex, channel: string, arch: 'arm64' | 'amd64' = 'arm64') {
  return resolveRelease(index, { component: 'spark', channel, arch }, nowMs);
}

function fault(index: StoreIndex, channel: string, arch: 'arm64' | 'amd64' = 'arm64'): string {
  try {
    return `it found ${resolve(index, channel, arch).effective}`;
  } catch (error) {
    return error instanceof BrambleError ? error.message : String(error);
  }
}
