import { buildComponent } from '../build/build-component.ts';
import { readRecipe } from '../build/project.ts';
import type { Artifact } from '../domain/artifact.ts';
import type { Report } from '../domain/events.ts';
import type { ComponentName } from '../domain/roles.ts';
import type { ArtifactNeed } from '../plan/needs.ts';

/** Builds what the nodes need, or finds it in the cache. */
export async function buildArtifacts(
  component: ComponentName,
  needs: readonly ArtifactNeed[],
  { report, signal }: { report: Report; signal: AbortSignal },
): Promise<Artifact[]> {
  const built: Artifact[] = [];
  for (const [arch, those] of Map.groupBy(needs, (need) => need.arch)) {
    const packagings = those.map(({ packaging }) => packaging);
    const request = { component, arch, builder: 'auto', source: 'auto', packagings, signal } as const;
    built.push(...(await buildComponent(request, report)));
  }
  return built;
}

/** What a dry run shows in place of artifacts that are not built yet. */
export async function plannedArtifacts(component: ComponentName, needs: readonly ArtifactNeed[]): Promise<Artifact[]> {
  const { version } = await readRecipe(component);
  const unknown = { path: '', sha256: '', sizeBytes: 0, payloadId: 'to be built', payloadBytes: 0, glibc: '0' };
  return needs.map((need) => ({ component, version, ...need, ...unknown }));
}
