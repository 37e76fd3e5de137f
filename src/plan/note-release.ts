import type { Artifact, PackagingName } from '../domain/artifact.ts';
import type { HostFacts, NotedRelease } from '../domain/facts.ts';
import type { ComponentName } from '../domain/roles.ts';
import { releaseFor, type WantedPart } from './needs.ts';

interface Part {
  readonly component: ComponentName;
  readonly packaging: PackagingName;
  /** Present where something is to be installed. */
  readonly artifact: Artifact | undefined;
}

/** What a node is to note of the channel that a component comes from; undefined where it comes from none. */
export function noteRelease(part: Part, wanted: WantedPart, facts: HostFacts): Partial<NotedRelease> | undefined {
  if ('recipe' in wanted) return undefined;
  if ('snapChannel' in wanted) return { channel: wanted.snapChannel }; // snapd knows the rest, and only afterwards
  if ('releases' in wanted) return noteChannel(part, releaseFor(facts.machine.arch, wanted.releases));
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

/** Only of what still runs: a node that was changed by hand is not what it noted. */
function notedBefore({ component }: Part, { installed, record }: HostFacts): NotedRelease | undefined {
  const { payloadId, sha256, channel, revision, version } = record?.components[component] ?? {};
  if (payloadId === undefined || payloadId !== installed[component]?.payloadId) return undefined;
  if (sha256 === undefined || channel === undefined || revision === undefined || version === undefined)
    return undefined;
  return { sha256, channel, revision, version };
}
