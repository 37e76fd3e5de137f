import { allowsRisk, type Channel, cleanChannel, fullChannel, parseChannel, risks } from '../domain/channel.ts';
import type { ChannelMap } from '../domain/release.ts';
import { BrambleError } from '../errors.ts';
import type { ReleaseWish } from './resolve-release.ts';

interface Open {
  readonly channel: Channel;
  readonly arch: string;
}

/** Why nothing was found and what is open instead, in the words of snap. */
export function explainUnavailable(asked: Channel, wish: ReleaseWish, channels: ChannelMap): BrambleError {
  const open = listOpen(channels);
  const message = messageFor(asked, wish, open);
  const shown = open.filter(({ arch }) => arch === wish.arch);
  return new BrambleError('CHANNEL_UNAVAILABLE', message, {
    evidence: (shown.length > 0 ? shown : open).map(describeOpen).join('\n') || undefined,
    hint:
      open.length === 0
        ? `bramble release FILE --channel ${cleanChannel(asked)}`
        : `bramble channels ${wish.component}`,
  });
}

/** Tracks by name, each from its safest risk to its boldest, branches behind their risk. */
function listOpen(channels: ChannelMap): Open[] {
  const all = Object.entries(channels).flatMap(([name, held]) =>
    Object.keys(held).map((arch): Open => ({ channel: parseChannel(name), arch })),
  );
  return all.toSorted((a, b) => compareChannels(a.channel, b.channel) || a.arch.localeCompare(b.arch));
}

/** The order in which channels are shown. */
export function compareChannels(a: Channel, b: Channel): number {
  const byTrack = a.track.localeCompare(b.track);
  return byTrack || risks.indexOf(a.risk) - risks.indexOf(b.risk) || (a.branch ?? '').localeCompare(b.branch ?? '');
}

function describeOpen({ channel, arch }: Open): string {
  return `${fullChannel(channel)} (${arch})`;
}

function messageFor(asked: Channel, { component, arch }: ReleaseWish, open: readonly Open[]): string {
  const name = `"${component}"`;
  if (open.length === 0) return `${name} has no release in any channel of this store`;
  const here = open.filter((one) => one.arch === arch);
  if (here.length === 0) return otherArchitectures(asked, { name, arch }, open);
  if (asked.branch !== undefined) return missingBranch(asked, name, here);
  if (here.some(({ channel }) => channel.track === asked.track))
    return `${name} is not available on ${cleanChannel(asked)} but is available on the following channels:`;
  if (here.some(({ channel }) => allowsRisk(asked.risk, channel.risk)))
    return `${name} is not available on ${fullChannel(asked)} but is available on the following tracks:`;
  return `${name} is not available on ${fullChannel(asked)} but other tracks exist:`;
}

function otherArchitectures(asked: Channel, wish: { name: string; arch: string }, open: readonly Open[]): string {
  const same = open.filter(({ channel }) => channel.track === asked.track && allowsRisk(asked.risk, channel.risk));
  const others = [...new Set((same.length > 0 ? same : open).map((one) => one.arch))].join(', ');
  const where = same.length > 0 ? ` on ${cleanChannel(asked)} for` : ' on';
  return `${wish.name} is not available${where} this architecture (${wish.arch}) but exists on other architectures (${others}):`;
}

function missingBranch(asked: Channel, name: string, here: readonly Open[]): string {
  const ofRisk = here.some(({ channel }) => channel.track === asked.track && allowsRisk(asked.risk, channel.risk));
  return ofRisk
    ? `requested a non-existing branch on ${asked.track}/${asked.risk} for ${name}: ${asked.branch}`
    : `requested a non-existing branch for ${name}: ${fullChannel(asked)}`;
}
