import type { Arch, PackagingName } from '../domain/artifact.ts';
import { type Channel, fullChannel } from '../domain/channel.ts';
import type { ChannelMap, ReleasedFile, Revision, StoreEvent, StoreIndex } from '../domain/release.ts';
import type { ComponentName } from '../domain/roles.ts';
import { BrambleError } from '../errors.ts';
import { openChannels } from './resolve-release.ts';

/** A store that nothing was released to. */
export const emptyIndex: StoreIndex = { version: 1, serial: 0, revisions: [], channels: {}, history: [] };

/** What a file turned out to be. */
export interface Candidate extends Omit<Revision, 'revision' | 'files'> {
  readonly packaging: PackagingName;
  readonly file: ReleasedFile;
}

interface Added {
  readonly index: StoreIndex;
  readonly revision: Revision;
}

/** The index with a file in it: a new revision, or the other packaging of a payload that is there already. */
export function addFile(index: StoreIndex, { packaging, file, ...payload }: Candidate): Added {
  const { component, arch, payloadId } = payload;
  const own = index.revisions.filter((one) => one.component === component);
  const known = own.find((one) => one.arch === arch && one.payloadId === payloadId);
  const last = Math.max(0, ...own.map(({ revision }) => revision));
  const revision = known ?? { ...payload, revision: last + 1, files: {} };
  const grown = { ...revision, files: { ...revision.files, [packaging]: revision.files[packaging] ?? file } };
  const others = index.revisions.filter((one) => one !== known);
  return { index: { ...index, revisions: [...others, grown] }, revision: grown };
}

/** The index with a revision in a channel. Refuses what may not get there. */
export function releaseTo(
  index: StoreIndex,
  revision: Revision,
  { channel, at }: { channel: Channel; at: string },
): StoreIndex {
  refuseGrade(revision, channel);
  refuseBranchName(channel);
  const { component, arch } = revision;
  const name = fullChannel(channel);
  const map = index.channels[component] ?? {};
  const held = { ...map[name], [arch]: { revision: revision.revision, at } };
  const event: StoreEvent = { at, what: 'release', component, channel: name, arch, revision: revision.revision };
  return withChannels(index, { component, map: { ...map, [name]: held }, events: [event] });
}

/** The index with all that one channel holds in another too. Rejects where it holds nothing itself, as a branch whose time is over. */
export function promote(
  index: StoreIndex,
  component: ComponentName,
  { from, to, at }: { from: Channel; to: Channel; at: string },
): StoreIndex {
  const open = { ...index, channels: { [component]: openChannels(index, component, Date.parse(at)) } };
  const held = Object.values(heldBy(open, component, from));
  const numbers = held.map(({ revision }) => revision);
  const revisions = index.revisions.filter((one) => one.component === component && numbers.includes(one.revision));
  return revisions.reduce((now, revision) => releaseTo(now, revision, { channel: to, at }), index);
}

/** The index without a channel: who follows it gets the next safer risk from now on. */
export function close(
  index: StoreIndex,
  component: ComponentName,
  { channel, at }: { channel: Channel; at: string },
): StoreIndex {
  const name = fullChannel(channel);
  const held = Object.entries(heldBy(index, component, channel)) as [Arch, { revision: number }][]; // keys of a map by Arch
  const { [name]: _closed, ...rest } = index.channels[component] ?? {};
  const events = held.map(
    ([arch, { revision }]): StoreEvent => ({ at, what: 'close', component, channel: name, arch, revision }),
  );
  return withChannels(index, { component, map: rest, events });
}

function heldBy({ channels }: StoreIndex, component: ComponentName, channel: Channel): ChannelMap[string] {
  const held = channels[component]?.[fullChannel(channel)];
  if (held !== undefined) return held;
  throw new BrambleError(
    'CHANNEL_UNAVAILABLE',
    `${fullChannel(channel)} of ${component} is closed: it holds nothing itself`,
    {
      hint: `bramble channels ${component}`,
    },
  );
}

interface Change {
  readonly component: ComponentName;
  readonly map: ChannelMap;
  readonly events: readonly StoreEvent[];
}

function withChannels(index: StoreIndex, { component, map, events }: Change): StoreIndex {
  return { ...index, channels: { ...index.channels, [component]: map }, history: [...index.history, ...events] };
}

function refuseGrade({ grade, component, revision }: Revision, channel: Channel): void {
  if (grade === 'stable' || channel.risk === 'beta' || channel.risk === 'edge') return;
  throw new BrambleError(
    'REFUSED',
    `revision ${revision} of ${component} has the grade devel, which may not go to ${channel.risk}`,
    { hint: 'release it to beta or edge, or build it with `grade: stable` in snapcraft.yaml' },
  );
}

function refuseBranchName({ branch }: Channel): void {
  if (branch === undefined || !branch.includes('_')) return;
  throw new BrambleError('USAGE', `a branch has no underscore in its name: ${branch}`);
}
