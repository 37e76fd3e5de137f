import type { Arch, PackagingName } from '../domain/artifact.ts';
import { type ClusterSpec, componentsOf } from '../domain/cluster.ts';
import type { HostFacts } from '../domain/facts.ts';
import type { ComponentName } from '../domain/roles.ts';
import { choosePackaging, type PackagingChoice } from './choose-packaging.ts';

/** A file that some node has to be sent. */
export interface ArtifactNeed {
  readonly component: ComponentName;
  readonly arch: Arch;
  readonly packaging: PackagingName;
}

/** How one node gets each component that it has a role of. */
export type NodeChoices = ReadonlyMap<ComponentName, PackagingChoice>;

/** What up-to-date nodes have installed, by component. */
export type Recipes = Readonly<Record<ComponentName, string>>;

/** How every node of the cluster gets its components. */
export function chooseAll(
  { nodes }: ClusterSpec,
  facts: ReadonlyMap<string, HostFacts>,
): ReadonlyMap<string, NodeChoices> {
  return new Map(
    nodes.flatMap(({ target: { name }, method, roles }) => {
      const seen = facts.get(name);
      if (seen === undefined) return [];
      const choices = componentsOf(roles).map((one) => [one, choosePackaging(method, one, seen)] as const);
      return [[name, new Map(choices)] as const];
    }),
  );
}

/** Whether a node lacks what this bramble would build today. */
export function isOutdated(facts: HostFacts, component: ComponentName, recipe: string): boolean {
  return facts.installed[component]?.recipe !== recipe;
}

/** Which artifacts are missing on the nodes, each once. Architectures that nothing is built for are left to the checks. */
export function findNeeds(
  choices: ReadonlyMap<string, NodeChoices>,
  facts: ReadonlyMap<string, HostFacts>,
  recipes: Recipes,
): ArtifactNeed[] {
  const needs = [...choices].flatMap(([name, ways]) => {
    const seen = facts.get(name);
    return seen === undefined ? [] : [...ways].flatMap(([one, way]) => needOf(one, way, { seen, recipes }));
  });
  return needs.filter((need, at) => needs.findIndex((one) => isSame(one, need)) === at);
}

function needOf(
  component: ComponentName,
  { packaging }: PackagingChoice,
  { seen, recipes }: { readonly seen: HostFacts; readonly recipes: Recipes },
): ArtifactNeed[] {
  const { arch } = seen.machine;
  if (!isOutdated(seen, component, recipes[component])) return [];
  return arch === 'amd64' || arch === 'arm64' ? [{ component, arch, packaging }] : [];
}

function isSame(a: ArtifactNeed, b: ArtifactNeed): boolean {
  return a.component === b.component && a.arch === b.arch && a.packaging === b.packaging;
}
