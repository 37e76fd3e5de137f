import { buildComponent } from '../build/build-component.ts';
import { readRecipe } from '../build/project.ts';
import type { Artifact } from '../domain/artifact.ts';
import type { Report } from '../domain/events.ts';
import type { ArtifactNeed } from '../plan/needs.ts';

/** Builds what the nodes need, or finds it in the cache. */
export async function buildArtifacts(
  needs: readonly ArtifactNeed[],
  { report, signal }: { report: Report; signal: AbortSignal },
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
export async function plannedArtifacts(needs: readonly ArtifactNeed[]): Promise<Artifact[]> {
  const unknown = { path: '', sha256: '', sizeBytes: 0, payloadId: 'to be built', payloadBytes: 0, glibc: '0' };
  return await Promise.all(
    needs.map(async (need) => ({
      ...need,
      ...unknown,
      version: (await readRecipe(need.component, need.arch)).version,
    })),
  );
}
