import { cacheFolder } from '../build/cache-folder.ts';
import type { Artifact } from '../domain/artifact.ts';
import type { Release, Source } from '../domain/release.ts';
import { type ArtifactNeed, isKept, releaseFor } from '../plan/needs.ts';
import { findRunningRelease } from '../plan/running-release.ts';
import { fetchArtifact, foreseeArtifact } from '../store/fetch-artifact.ts';
import { openStore } from '../store/open-store.ts';
import { resolveRelease } from '../store/resolve-release.ts';
import type { Supply } from './provide-artifacts.ts';

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
  if (dryRun) return foreseeArtifact(source.store, release, need.packaging);
  const cache = await cacheFolder('artifacts', 'stores');
  return await fetchArtifact(source.store, release, { packaging: need.packaging, cache, report, signal });
}

/** What the other nodes have, where they keep it; else what was decided on; else what the channel holds now. */
async function chooseRelease(need: ArtifactNeed, source: Source, { wanted, facts, signal }: Supply): Promise<Release> {
  const part = wanted[need.component];
  const decided = 'releases' in part ? releaseFor(need.arch, part.releases) : undefined;
  const haveIt = isKept(part) && [...facts.values()].some(({ installed }) => installed[need.component] !== undefined);
  if (decided !== undefined && !haveIt) return decided;
  const { index } = await openStore(source.store, { pinnedKey: source.key, signal });
  const asked = { ...need, channel: source.channel };
  const running = haveIt ? findRunningRelease(index, facts, asked) : undefined;
  return running ?? decided ?? resolveRelease(index, asked, Date.now());
}
