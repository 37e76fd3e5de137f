import type { Arch, PackagingName } from '../domain/artifact.ts';
import { type ClusterSpec, componentsOf } from '../domain/cluster.ts';
import type { HostFacts, Installed } from '../domain/facts.ts';
import type { Release } from '../domain/release.ts';
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

/** What is installed stays: only nodes that lack the component get what is wanted of it. */
interface Keeping {
  readonly keeps?: true;
}

/**
 * What an up-to-date node has: what this bramble builds, what a channel holds for its architecture, whatever runs there, or
 * what snapd gets from the Snap Store, now or only where it is missing.
 */
export type WantedPart =
  | ({ readonly recipe: string } & Keeping)
  | ({ readonly releases: Readonly<Partial<Record<Arch, Release>>> } & Keeping)
  | { readonly asInstalled: true }
  | { readonly snapChannel: string; readonly refresh: boolean };

/** What up-to-date nodes have of each component. */
export type Wanted = Readonly<Record<ComponentName, WantedPart>>;

/** Whether what is installed stays as it is. */
export function isKept(wanted: WantedPart): boolean {
  return 'asInstalled' in wanted || ('keeps' in wanted && wanted.keeps === true);
}

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

/** Whether a node lacks what is wanted of a component. */
export function isOutdated({ installed, machine }: HostFacts, component: ComponentName, wanted: WantedPart): boolean {
  const found = installed[component];
  if (found === undefined) return true;
  if ('snapChannel' in wanted) return wanted.refresh;
  return !isKept(wanted) && isOther(found, machine.arch, wanted);
}

/** Whether what is installed is another build than is wanted; never where nothing of the kind is known. */
export function isOther(found: Installed, arch: string, wanted: WantedPart): boolean {
  if ('recipe' in wanted) return found.recipe !== wanted.recipe;
  return 'releases' in wanted && found.payloadId !== releaseFor(arch, wanted.releases)?.payloadId;
}

/** What a channel holds for a machine. */
export function releaseFor(arch: string, releases: Readonly<Partial<Record<string, Release>>>): Release | undefined {
  return releases[arch];
}

/** Which artifacts are missing on the nodes, each once. Architectures that nothing is built for are left to the checks. */
export function findNeeds(
  choices: ReadonlyMap<string, NodeChoices>,
  facts: ReadonlyMap<string, HostFacts>,
  wanted: Wanted,
): ArtifactNeed[] {
  const needs = [...choices].flatMap(([name, ways]) => {
    const seen = facts.get(name);
    return seen === undefined ? [] : [...ways].flatMap(([one, way]) => needOf(one, way, { seen, wanted }));
  });
  return needs.filter((need, at) => needs.findIndex((one) => isSame(one, need)) === at);
}

function needOf(
  component: ComponentName,
  { packaging }: PackagingChoice,
  { seen, wanted }: { readonly seen: HostFacts; readonly wanted: Wanted },
): ArtifactNeed[] {
  const { arch } = seen.machine;
  if ('snapChannel' in wanted[component] || !isOutdated(seen, component, wanted[component])) return [];
  return arch === 'amd64' || arch === 'arm64' ? [{ component, arch, packaging }] : [];
}

function isSame(a: ArtifactNeed, b: ArtifactNeed): boolean {
  return a.component === b.component && a.arch === b.arch && a.packaging === b.packaging;
}
