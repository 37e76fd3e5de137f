import type { Artifact, PackagingName } from '../domain/artifact.ts';
import type { HostFacts, NotedBuild, NotedRelease } from '../domain/facts.ts';
import type { ComponentName } from '../domain/roles.ts';
import { isKept, releaseFor, type WantedPart } from './needs.ts';

interface Part {
  readonly component: ComponentName;
  readonly packaging: PackagingName;
  /** Present where something is to be installed. */
  readonly artifact: Artifact | undefined;
}

/** What a node is to note of the channel that a component comes from; undefined where it comes from none. */
export function noteRelease(part: Part, wanted: WantedPart, facts: HostFacts): Partial<NotedRelease> | undefined {
  if ('snapChannel' in wanted) return { channel: wanted.snapChannel }; // snapd knows the rest, and only afterwards
  if ('releases' in wanted) {
    const release = releaseFor(facts.machine.arch, wanted.releases);
    const coming = part.artifact?.payloadId ?? facts.installed[part.component]?.payloadId;
    if (!isKept(wanted) || coming === release?.payloadId) return noteChannel(part, release);
  }
  if ('recipe' in wanted && !isKept(wanted)) return undefined;
  return part.artifact === undefined ? notedBefore(part, facts) : noteArtifact(part.artifact);
}

function noteChannel({ packaging }: Part, release: ReturnType<typeof releaseFor>): NotedRelease | undefined {
  if (release === undefined) return undefined;
  const { channel, revision, version, files } = release;
  return { sha256: files[packaging]?.sha256 ?? '', channel, revision, version };
}

function noteArtifact({ sha256, release, version }: Artifact): NotedRelease | undefined {
  return release && { sha256, ...release, version };
}

/** Of what still runs, or runs again. Where something else was put there by hand, the channel is all that still holds. */
function notedBefore({ component }: Part, facts: HostFacts): Partial<NotedRelease> | undefined {
  const { sha256, channel, revision, version } = findNote(component, facts) ?? {};
  if (sha256 !== undefined && channel !== undefined && revision !== undefined && version !== undefined)
    return { sha256, channel, revision, version };
  const followed = facts.record?.components[component]?.channel;
  return followed === undefined ? undefined : { channel: followed };
}

/** What a node has noted of the build that it runs: it may have gone back to the one before. */
export function findNote(component: ComponentName, { installed, record }: HostFacts): NotedBuild | undefined {
  const note = record?.components[component];
  const running = installed[component]?.payloadId;
  return running === undefined ? undefined : [note, note?.previous].find((one) => one?.payloadId === running);
}

/** What a node is to keep in mind of the build before the one that it is to run, whichever way it came from there. */
export function notePrevious(
  component: ComponentName,
  payloadId: string,
  { record }: HostFacts,
): NotedBuild | undefined {
  const note = record?.components[component];
  if (note === undefined || note.payloadId === '') return undefined;
  const { previous, ...build } = note;
  return build.payloadId === payloadId ? previous : build;
}
