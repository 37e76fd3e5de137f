import type { Arch, PackagingName } from '../domain/artifact.ts';
import type { ClusterSpec } from '../domain/cluster.ts';
import type { HostFacts } from '../domain/facts.ts';
import type { ComponentName } from '../domain/roles.ts';
import { choosePackaging, type PackagingChoice } from './choose-packaging.ts';

/** A file that some node has to be sent. */
export interface ArtifactNeed {
  readonly arch: Arch;
  readonly packaging: PackagingName;
}

/** How every node of the cluster gets the component. */
export function chooseAll(
  { nodes }: ClusterSpec,
  component: ComponentName,
  facts: ReadonlyMap<string, HostFacts>,
): ReadonlyMap<string, PackagingChoice> {
  return new Map(
    nodes.flatMap(({ target: { name }, method }) => {
      const seen = facts.get(name);
      return seen === undefined ? [] : [[name, choosePackaging(method, component, seen)] as const];
    }),
  );
}

/** Whether a node lacks what this bramble would build today. */
export function isOutdated(facts: HostFacts, component: ComponentName, recipe: string): boolean {
  return facts.installed[component]?.recipe !== recipe;
}

/** Which artifacts are missing on the nodes, each once. Architectures that nothing is built for are left to the checks. */
export function findNeeds(
  choices: ReadonlyMap<string, PackagingChoice>,
  facts: ReadonlyMap<string, HostFacts>,
  wanted: { readonly component: ComponentName; readonly recipe: string },
): ArtifactNeed[] {
  const needs = [...choices].flatMap(([name, { packaging }]): ArtifactNeed[] => {
    const seen = facts.get(name);
    if (seen === undefined || !isOutdated(seen, wanted.component, wanted.recipe)) return [];
    const { arch } = seen.machine;
    return arch === 'amd64' || arch === 'arm64' ? [{ arch, packaging }] : [];
  });
  return needs.filter((need, at) => needs.findIndex((one) => isSame(one, need)) === at);
}

function isSame(a: ArtifactNeed, b: ArtifactNeed): boolean {
  return a.arch === b.arch && a.packaging === b.packaging;
}
