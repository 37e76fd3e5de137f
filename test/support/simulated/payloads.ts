import { createHash } from 'node:crypto';
import { stagedPath } from '../../../src/deploy/send-artifact.ts';
import type { Artifact } from '../../../src/domain/artifact.ts';
import type { Release, Source, Sources } from '../../../src/domain/release.ts';
import type { ComponentName, RoleName } from '../../../src/domain/roles.ts';
import type { WantedPart } from '../../../src/plan/needs.ts';
import { sparkArtifact } from '../facts.ts';

/** A payload of either component, and what is wrong with it. */
export interface Payload {
  readonly version: string;
  readonly payloadId: string;
  /** Of the channel that holds it; absent where it was built by the operator. */
  readonly release?: { readonly channel: string; readonly revision: number };
  /** Daemons that never answer. */
  readonly breaks?: readonly RoleName[];
  /** Its installation fails. */
  readonly hasBadHook?: boolean;
}

/** The file of a payload. */
export function artifactOf(component: ComponentName, payload: Payload): Artifact {
  const { version, payloadId, release } = payload;
  return sparkArtifact({
    component,
    version,
    payloadId,
    ...(release && { release }),
    sha256: hashOf(component, payload),
  });
}

/** What nodes are to have that are brought to the payload. */
export function wantedOf(component: ComponentName, payload: Payload): WantedPart {
  const { payloadId, release } = payload;
  return release === undefined
    ? { recipe: payloadId }
    : { releases: { arm64: releaseOf(component, payload, release) } };
}

function releaseOf(
  component: ComponentName,
  payload: Payload,
  { channel, revision }: NonNullable<Payload['release']>,
): Release {
  const { version, payloadId } = payload;
  const { arch, glibc, sizeBytes, payloadBytes } = sparkArtifact();
  const files = { tarball: { sha256: hashOf(component, payload), sizeBytes } };
  const own = { component, version, payloadId, revision, channel, effective: channel, files, glibc, payloadBytes };
  return { ...own, arch: arch === 'amd64' ? arch : 'arm64', recipe: payloadId, grade: 'stable' };
}

/** The channel that a cluster follows which has the payload, if it came from one. */
export function sourcesOf(components: readonly ComponentName[], { release }: Payload): { readonly sources?: Sources } {
  if (release === undefined) return {};
  const source: Source = { store: '/store', channel: release.channel, key: 'key' };
  return { sources: Object.fromEntries(components.map((name) => [name, source])) };
}

/** Where the file of a payload lies on a node before it is installed. */
export function pathsOf(payload: Payload): string[] {
  return (['hadoop', 'spark'] as const).map((component) => stagedPath(artifactOf(component, payload)));
}

function hashOf(component: ComponentName, { payloadId }: Payload): string {
  return createHash('sha256').update(`${component} ${payloadId}`).digest('hex');
}
