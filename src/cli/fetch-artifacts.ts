import { cacheFolder } from '../build/cache-folder.ts';
import type { Artifact } from '../domain/artifact.ts';
import type { Report } from '../domain/events.ts';
import type { HostFacts } from '../domain/facts.ts';
import type { Release, Source, Sources } from '../domain/release.ts';
import { type ArtifactNeed, releaseFor, type Wanted } from '../plan/needs.ts';
import { findNotedRelease } from '../plan/noted-release.ts';
import { describeArtifact, fetchArtifact } from '../store/fetch-artifact.ts';
import { openStore } from '../store/open-store.ts';
import { resolveRelease } from '../store/resolve-release.ts';

interface Supply {
  readonly wanted: Wanted;
  readonly sources: Sources;
  readonly facts: ReadonlyMap<string, HostFacts>;
  readonly dryRun: boolean;
  readonly report: Report;
  readonly signal: AbortSignal;
}

/** The files that nodes need of components that follow a channel. */
export async function fetchArtifacts(needs: readonly ArtifactNeed[], supply: Supply): Promise<Artifact[]> {
  const artifacts = [];
  for (const need of needs) artifacts.push(await fetchOne(need, supply));
  return artifacts;
}

async function fetchOne(need: ArtifactNeed, supply: Supply): Promise<Artifact> {
  const source = supply.sources[need.component];
  if (source === undefined) throw new Error(`${need.component} follows no channel`);
  const release = await chooseRelease(need, source, supply);
  const { dryRun, report, signal } = supply;
  if (dryRun) return describeArtifact(release, need.packaging, '');
  const cache = await cacheFolder('artifacts', 'stores');
  return await fetchArtifact(source.store, release, { packaging: need.packaging, cache, report, signal });
}

/** What was decided on; else what the other nodes have; else what the channel holds now. */
async function chooseRelease(need: ArtifactNeed, source: Source, { wanted, facts, signal }: Supply): Promise<Release> {
  const part = wanted[need.component];
  const decided = 'releases' in part ? releaseFor(need.arch, part.releases) : undefined;
  if (decided !== undefined) return decided;
  const { index } = await openStore(source.store, { pinnedKey: source.key, signal });
  const noted = 'releases' in part ? undefined : findNotedRelease(index, facts, need);
  return noted ?? resolveRelease(index, { ...need, channel: source.channel }, Date.now());
}
