import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  allowsRisk,
  cleanChannel,
  doubtOrder,
  fallbacksOf,
  fullChannel,
  parseChannel,
  resolveChannel,
  risks,
} from '../../src/domain/channel.ts';

// Characters that a track or a branch may have; a risk is no track.
const word = fc.stringMatching(/^[a-z0-9][a-z0-9.-]{0,8}$/).filter((text) => !risks.some((risk) => risk === text));
const risk = fc.constantFrom(...risks);
const typed = fc.oneof(
  risk,
  word,
  fc.tuple(word, risk).map((parts) => parts.join('/')),
  fc.tuple(risk, word).map((parts) => parts.join('/')),
  fc.tuple(word, risk, word).map((parts) => parts.join('/')),
);

describe('a channel', () => {
  it.each([
    ['edge', 'latest/edge', 'edge'],
    ['3.4', '3.4/stable', '3.4/stable'],
    ['latest', 'latest/stable', 'stable'],
    ['3.4/edge', '3.4/edge', '3.4/edge'],
    ['latest/edge', 'latest/edge', 'edge'],
    ['edge/fix-1', 'latest/edge/fix-1', 'edge/fix-1'],
    ['stable/3.4', 'latest/stable/3.4', 'stable/3.4'],
    ['3.4/edge/fix-1', '3.4/edge/fix-1', '3.4/edge/fix-1'],
    ['latest/stable/edge', 'latest/stable/edge', 'stable/edge'],
  ])('%s is in full %s, in short %s', (text, full, clean) => {
    expect(fullChannel(parseChannel(text))).toBe(full);
    expect(cleanChannel(parseChannel(text))).toBe(clean);
  });

  it.each([
    ['', 'channel name cannot be empty'],
    ['3.4/foo', 'invalid risk in channel name: 3.4/foo'],
    ['3.4/', 'invalid risk in channel name: 3.4/'],
    ['a//b', 'invalid risk in channel name: a//b'],
    ['a/b/c/d', 'channel name has too many components: a/b/c/d'],
    ['3.4/edge/fix/', 'channel name has too many components: 3.4/edge/fix/'],
    ['/edge', 'invalid track in channel name: /edge'],
    ['/edge/x', 'invalid track in channel name: /edge/x'],
    ['edge/', 'invalid branch in channel name: edge/'],
    ['3.4/edge/', 'invalid branch in channel name: 3.4/edge/'],
  ])('"%s" is refused in the words of snapd', (text, message) => {
    expect(() => parseChannel(text)).toThrow(expect.objectContaining({ code: 'USAGE', message }));
  });

  it('means the same by its full and by its short name', () => {
    fc.assert(
      fc.property(typed, (text) => {
        const channel = parseChannel(text);
        expect(parseChannel(fullChannel(channel))).toEqual(channel);
        expect(parseChannel(cleanChannel(channel))).toEqual(channel);
      }),
    );
  });
});

describe('a new channel where another is followed', () => {
  it.each([
    ['3.4/stable', 'edge', '3.4/edge'],
    ['3.4/stable', 'edge/fix', '3.4/edge/fix'],
    ['3.4/stable', 'latest/edge', 'latest/edge'],
    ['3.4/stable', '3.5', '3.5'],
    ['3.4/stable', '', '3.4/stable'],
    ['3.4', 'candidate', '3.4/candidate'],
    ['3.4/edge/fix', 'beta', '3.4/beta'],
    ['stable', 'edge', 'edge'],
    ['latest/stable', 'edge', 'latest/edge'],
    ['', 'edge', 'edge'],
  ])('%s and %s: %s', (current, next, resolved) => {
    expect(resolveChannel(current, next)).toBe(resolved);
  });

  it('stays on the track if and only if it begins with a risk', () => {
    fc.assert(
      fc.property(typed, typed, (current, next) => {
        const resolved = parseChannel(resolveChannel(current, next));
        const staysOn = risks.some((one) => one === next.split('/')[0]);
        expect(resolved.track).toBe(staysOn ? parseChannel(current).track : parseChannel(next).track);
        expect(resolved.risk).toBe(parseChannel(next).risk);
        expect(resolved.branch).toBe(parseChannel(next).branch);
      }),
    );
  });
});

describe('falling back', () => {
  it.each([
    ['beta', ['latest/beta', 'latest/candidate', 'latest/stable']],
    ['3.4', ['3.4/stable']],
    ['3.4/candidate/fix', ['3.4/candidate/fix', '3.4/candidate', '3.4/stable']],
  ])('%s: %j', (text, places) => {
    expect(fallbacksOf(parseChannel(text)).map(fullChannel)).toEqual(places);
  });

  it('never leaves the track and never gets bolder', () => {
    fc.assert(
      fc.property(typed, (text) => {
        const asked = parseChannel(text);
        const places = fallbacksOf(asked);
        expect(places[0]).toEqual(asked);
        expect(places.at(-1)).toEqual({ track: asked.track, risk: 'stable' });
        expect(places.every((place) => place.track === asked.track && allowsRisk(asked.risk, place.risk))).toBe(true);
      }),
    );
  });
});

describe('a name that is probably meant the other way round', () => {
  it('is one whose branch looks like a track', () => {
    expect(doubtOrder('stable/4.2')).toBe(
      'stable/4.2 is the branch 4.2 of latest/stable; the track 4.2 is written 4.2/stable',
    );
  });

  it.each(['4.2/stable', '4.2', 'stable', 'edge/fix-17', '4.2/edge/17'])(
    'is none that says what it means: %s',
    (text) => {
      expect(doubtOrder(text)).toBeUndefined();
    },
  );
});
