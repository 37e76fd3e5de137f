import type { Arch } from '../../domain/artifact.ts';
import { type Channel, fallbacksOf, fullChannel, parseChannel, risks } from '../../domain/channel.ts';
import type { ChannelMap, Held, Revision } from '../../domain/release.ts';
import type { ComponentName } from '../../domain/roles.ts';
import { compareChannels } from '../../store/unavailable.ts';
import { renderTable } from './table.ts';

const heading = ['CHANNEL', 'ARCH', 'REVISION', 'VERSION', 'RELEASED', 'PACKAGINGS'];

interface Map {
  readonly component: ComponentName;
  readonly channels: ChannelMap;
}

/** The channels of one component: every risk of each track that has anything, and the open branches. */
export function renderChannels({ component, channels }: Map, revisions: readonly Revision[], columns?: number): string {
  const names = Object.keys(channels);
  if (names.length === 0) return `${component}\n  no release in any channel`;
  const own = revisions.filter((one) => one.component === component);
  const rows = rowsFor(names.map(parseChannel)).flatMap((channel) => renderChannel(channel, channels, own));
  return [
    component,
    ...renderTable([heading, ...rows], columns && columns - 2)
      .split('\n')
      .map((line) => `  ${line}`),
  ].join('\n');
}

function rowsFor(open: readonly Channel[]): Channel[] {
  const tracks = [...new Set(open.map(({ track }) => track))];
  const usual = tracks.flatMap((track) => risks.map((risk): Channel => ({ track, risk })));
  return [...usual, ...open.filter(({ branch }) => branch !== undefined)].toSorted(compareChannels);
}

/** As `snap info` shows it: what a closed channel forwards to, or that there is nothing. */
function renderChannel(channel: Channel, channels: ChannelMap, revisions: readonly Revision[]): string[][] {
  const name = fullChannel(channel);
  const held = Object.entries(channels[name] ?? {}) as [Arch, Held][]; // keys of a map by Arch
  if (held.length > 0) return held.toSorted().map(([arch, one]) => renderHeld(name, [arch, one], revisions));
  const next = fallbacksOf(channel)
    .map(fullChannel)
    .find((one) => channels[one] !== undefined);
  return [[name, '-', '-', '-', '-', next === undefined ? 'closed' : `closed, forwards to ${next}`]];
}

function renderHeld(name: string, [arch, { revision, at }]: [Arch, Held], revisions: readonly Revision[]): string[] {
  const found = revisions.find((one) => one.revision === revision);
  return [
    name,
    arch,
    String(revision),
    found?.version ?? '',
    at.slice(0, 10),
    Object.keys(found?.files ?? {}).join(', '),
  ];
}

/** A revision in a sentence. */
export function describeRevision({ component, version, revision, arch, files }: Revision): string {
  return `${component} ${version}, revision ${revision} for ${arch} (${Object.keys(files).join(', ')})`;
}
