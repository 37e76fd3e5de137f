import type { Arch } from '../domain/artifact.ts';
import { doubtOrder, fullChannel, parseChannel, resolveChannel } from '../domain/channel.ts';
import type { Report } from '../domain/events.ts';
import { type Release, type Source, type Sources, snapStore } from '../domain/release.ts';
import type { ComponentName } from '../domain/roles.ts';
import { BrambleError } from '../errors.ts';
import type { WantedPart } from '../plan/needs.ts';
import { chooseStore } from '../store/known-stores.ts';
import { type ChannelStore, openStore } from '../store/open-store.ts';
import { resolveRelease } from '../store/resolve-release.ts';
import { fingerprintOf } from '../store/signed-index.ts';

interface Wish {
  readonly channel: string | undefined;
  readonly store: string | undefined;
  /** Fingerprint of the key that the operator vouches for. */
  readonly trust: string | undefined;
  /** Whether nodes move on one after the other, past gates. */
  readonly movesOn: boolean;
}

interface Context {
  /** What the cluster has followed so far. */
  readonly sources: Sources | undefined;
  readonly report: Report;
  readonly signal: AbortSignal;
}

/** Channels that are followed from now on, and what they hold. */
export interface Followed {
  readonly sources: Sources;
  readonly wanted: Readonly<Partial<Record<ComponentName, WantedPart>>>;
}

const usualChannel = 'latest/stable';

/** Asks stores what the channels of some components hold now. */
export async function followChannels(
  components: readonly ComponentName[],
  wish: Wish,
  context: Context,
): Promise<Followed> {
  const found: FollowedOne[] = [];
  try {
    for (const component of components) found.push(await followOne(component, wish, context));
  } catch (error) {
    const missing = components[found.length];
    throw missing === undefined ? error : await namingOthers(error, missing, { components, wish, context });
  }
  return {
    sources: Object.fromEntries(found.map(({ component, source }) => [component, source])),
    wanted: Object.fromEntries(found.map(({ component, wanted }) => [component, wanted])),
  };
}

interface Asked {
  readonly components: readonly ComponentName[];
  readonly wish: Wish;
  readonly context: Context;
}

/** A channel may be of one component alone, as tracks are named after versions: the command that means that one. */
async function namingOthers(
  error: unknown,
  missing: ComponentName,
  { components, wish, context }: Asked,
): Promise<unknown> {
  const { channel, movesOn } = wish;
  if (!(error instanceof BrambleError) || error.code !== 'CHANNEL_UNAVAILABLE' || channel === undefined) return error;
  const silent = { ...context, report: () => {} };
  const others = components.filter((name) => name !== missing);
  const tried = await Promise.allSettled(others.map((name) => followOne(name, wish, silent)));
  const able = others.filter((_name, at) => tried[at]?.status === 'fulfilled');
  if (able.length === 0) return error;
  const { message, evidence, cause } = error;
  const hint = `name the component that it is for: bramble ${movesOn ? 'upgrade' : 'deploy'} ${able.join(' ')} --channel ${channel}`;
  return new BrambleError('CHANNEL_UNAVAILABLE', message, { evidence, cause, hint });
}

interface FollowedOne {
  readonly component: ComponentName;
  readonly source: Source;
  readonly wanted: WantedPart;
}

async function followOne(component: ComponentName, wish: Wish, context: Context): Promise<FollowedOne> {
  const { channel, store: named, trust } = wish;
  const { report, signal } = context;
  const before = context.sources?.[component];
  const note = (text: string) => report({ stage: 'plan', state: 'note', text });
  const doubt = doubtOrder(channel ?? before?.channel ?? usualChannel);
  if (doubt !== undefined) note(doubt);
  const name = fullChannel(parseChannel(resolveChannel(before?.channel ?? '', channel ?? '') || usualChannel));
  const location = await chooseStore(named ?? before?.store);
  if (location === snapStore) return followSnapStore(component, name, wish);
  const store = await openStore(location, { pinnedKey: pinFor(location, before), trust, signal });
  if (store.isNew) note(`pinned the key of the store ${location}: ${fingerprintOf(store.key)}`);
  const releases = releasesOf(store, component, name);
  for (const text of new Set(Object.values(releases).flatMap(describeForward))) note(text);
  note(`${name} of ${location} holds ${Object.values(releases).map(describeRelease).join(', ')}`);
  const keeping = wish.movesOn ? {} : ({ keeps: true } as const);
  return { component, source: { store: location, channel: name, key: store.key }, wanted: { releases, ...keeping } };
}

/** Which revision that is, snapd finds out on each node. */
function followSnapStore(component: ComponentName, channel: string, { movesOn }: Wish): FollowedOne {
  if (movesOn)
    throw new BrambleError('USAGE', `${component} follows the Snap Store, where no gate stands before a refresh`, {
      hint: `bramble deploy ${component} --store snapstore --channel ${channel} refreshes all nodes at once`,
    });
  return { component, source: { store: snapStore, channel, key: '' }, wanted: { snapChannel: channel, refresh: true } };
}

function pinFor(location: string, source: Source | undefined): string | undefined {
  return source?.store === location ? source.key : undefined;
}

/** For every architecture that has one: which of them are needed, the nodes will tell. */
function releasesOf(
  { index }: ChannelStore,
  component: ComponentName,
  channel: string,
): Partial<Record<Arch, Release>> {
  const nowMs = Date.now();
  const faults: BrambleError[] = [];
  const found = (['arm64', 'amd64'] as const).flatMap((arch): [Arch, Release][] => {
    try {
      return [[arch, resolveRelease(index, { component, channel, arch }, nowMs)]];
    } catch (error) {
      if (!(error instanceof BrambleError)) throw error;
      faults.push(error);
      return [];
    }
  });
  if (found.length === 0) throw faults.find(({ message }) => !message.includes('other architectures')) ?? faults[0];
  return Object.fromEntries(found);
}

/** In the words of snap. */
function describeForward({ component, channel, effective }: Release): string[] {
  if (channel === effective) return [];
  return [`Channel ${channel} for ${component} is closed; temporarily forwarding to ${effective}.`];
}

function describeRelease({ component, version, revision, arch }: Release): string {
  return `${component} ${version} (revision ${revision} for ${arch})`;
}
