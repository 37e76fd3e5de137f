import { buildComponent } from '../build/build-component.ts';
import { readRecipe } from '../build/project.ts';
import type { Artifact } from '../domain/artifact.ts';
import type { Report } from '../domain/events.ts';
import type { HostFacts } from '../domain/facts.ts';
import type { Sources } from '../domain/release.ts';
import type { ArtifactNeed, Wanted } from '../plan/needs.ts';

/** What is to be had, and from where. */
export interface Supply {
  readonly wanted: Wanted;
  readonly sources: Sources;
  readonly facts: ReadonlyMap<string, HostFacts>;
  readonly dryRun: boolean;
  readonly report: Report;
  readonly signal: AbortSignal;
}

/** What the nodes need: built here, or fetched from the store that the cluster follows. A dry run only says what it would be. */
export async function provideArtifacts(needs: readonly ArtifactNeed[], supply: Supply): Promise<readonly Artifact[]> {
  const built = needs.filter(({ component }) => 'recipe' in supply.wanted[component]);
  const followed = needs.filter((need) => !built.includes(need));
  const ours = supply.dryRun ? plannedArtifacts(built) : buildArtifacts(built, supply);
  if (followed.length === 0) return await ours;
  const { fetchArtifacts } = await import('./fetch-artifacts.ts');
  return [...(await ours), ...(await fetchArtifacts(followed, supply))];
}

/** Builds what the nodes need, or finds it in the cache. */
async function buildArtifacts(
  needs: readonly ArtifactNeed[],
  { report, signal }: Pick<Supply, 'report' | 'signal'>,
): Promise<Artifact[]> {
  const built: Artifact[] = [];
  for (const those of Map.groupBy(needs, ({ component, arch }) => `${component} ${arch}`).values()) {
    const [{ component, arch }] = those as [ArtifactNeed, ...ArtifactNeed[]]; // a group is never empty
    const packagings = those.map(({ packaging }) => packaging);
    const request = { component, arch, builder: 'auto', source: 'auto', packagings, signal } as const;
    built.push(...(await buildComponent(request, report)));
  }
  return built;
}

/** What a dry run shows in place of artifacts that are not built yet. */
async function plannedArtifacts(needs: readonly ArtifactNeed[]): Promise<Artifact[]> {
  const unknown = { path: '', sha256: '', sizeBytes: 0, payloadId: 'to be built', payloadBytes: 0, glibc: '0' };
  return await Promise.all(
    needs.map(async (need) => ({
      ...need,
      ...unknown,
      version: (await readRecipe(need.component, need.arch)).version,
    })),
  );
}
