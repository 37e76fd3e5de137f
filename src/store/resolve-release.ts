import type { Arch } from '../domain/artifact.ts';
import { type Channel, fallbacksOf, fullChannel, parseChannel } from '../domain/channel.ts';
import type { ChannelMap, Release, StoreIndex } from '../domain/release.ts';
import type { ComponentName } from '../domain/roles.ts';
import { explainUnavailable } from './unavailable.ts';

/** What somebody wants of a store. */
export interface ReleaseWish {
  readonly component: ComponentName;
  /** As it was typed. */
  readonly channel: string;
  readonly arch: Arch;
}

const dayMs = 24 * 60 * 60 * 1000;
/** A branch is for a trial: it closes by itself so long after its last release. */
const branchLifeMs = 30 * dayMs;

/** What a channel holds for an architecture, there or in the next safer open risk. Rejects with what is open. */
export function resolveRelease(index: StoreIndex, wish: ReleaseWish, nowMs: number): Release {
  const asked = parseChannel(wish.channel);
  const open = openChannels(index, wish.component, nowMs);
  const places = wasBranch(asked, index, wish) ? fallbacksOf(asked) : [asked];
  for (const place of places.map(fullChannel)) {
    const number = open[place]?.[wish.arch]?.revision;
    const revision = index.revisions.find((one) => one.component === wish.component && one.revision === number);
    if (revision !== undefined) return { ...revision, channel: fullChannel(asked), effective: place };
  }
  throw explainUnavailable(asked, wish, open);
}

/** The channels of a component that hold something, without branches whose time is over. */
export function openChannels({ channels }: StoreIndex, component: ComponentName, nowMs: number): ChannelMap {
  const own = Object.entries(channels[component] ?? {});
  const kept = own.map(([name, held]) => {
    if (parseChannel(name).branch === undefined) return [name, held] as const;
    return [name, Object.fromEntries(Object.entries(held).filter(([, { at }]) => isYoung(at, nowMs)))] as const;
  });
  return Object.fromEntries(kept.filter(([, held]) => Object.keys(held).length > 0));
}

function isYoung(at: string, nowMs: number): boolean {
  return nowMs - Date.parse(at) < branchLifeMs;
}

/** A branch that never was is a mistake; one that was closed falls back to its risk. */
function wasBranch(asked: Channel, { history }: StoreIndex, { component }: ReleaseWish): boolean {
  if (asked.branch === undefined) return true;
  const name = fullChannel(asked);
  return history.some((one) => one.component === component && one.channel === name);
}
