import type { Artifact } from '../domain/artifact.ts';
import { type ClusterSpec, type NodeSpec, nodeWith } from '../domain/cluster.ts';
import type { HostFacts } from '../domain/facts.ts';
import { type ComponentName, componentOf } from '../domain/roles.ts';
import { chooseAddresses } from './choose-addresses.ts';
import { dataProblems } from './data-folders.ts';
import { decideHdfs, type HdfsDecision, isDecided } from './decide-hdfs.ts';
import type { PlannedNode, PlannedPart } from './desired-cluster.ts';
import type { HostEntry } from './hosts-block.ts';
import { isOutdated, type NodeChoices, type Wanted } from './needs.ts';
import { noteRelease } from './note-release.ts';
import { findSameMachines } from './same-machine.ts';
import { type NodeSizing, sizeCluster } from './sizing.ts';
import { findDiskProblem, findProblems, type Problem } from './suitability.ts';

/** All that a decision may look at. */
export interface ClusterSituation {
  readonly spec: ClusterSpec;
  readonly facts: ReadonlyMap<string, HostFacts>;
  readonly choices: ReadonlyMap<string, NodeChoices>;
  /** What was built, or is going to be. */
  readonly artifacts: readonly Artifact[];
  readonly wanted: Wanted;
  /** Id for a file system that has never been. */
  readonly newHdfsId: string;
  /** The operator's clock, in seconds since 1970. */
  readonly nowSeconds: number;
}

/** What is decided about every node, and what stands in the way. */
export interface ClusterDecision {
  readonly nodes: readonly PlannedNode[];
  readonly sizes: ReadonlyMap<string, NodeSizing>;
  readonly hosts: readonly HostEntry[];
  /** undefined where the cluster has none, or none could be decided on. */
  readonly hdfs: HdfsDecision | undefined;
  /** By node; empty where all can be done. */
  readonly problems: ReadonlyMap<string, readonly Problem[]>;
}

type Sizes = ReadonlyMap<string, NodeSizing>;

/** Decides packaging, size, address, file system and fitness of every node. Reads nothing and runs nothing. */
export function decideCluster(situation: ClusterSituation): ClusterDecision {
  const sizes = sizeNodes(situation);
  const nodes = situation.spec.nodes.flatMap((spec) => planOne(spec, situation, sizes));
  const hdfs = decideHdfs(situation.spec, situation.facts, situation.newHdfsId);
  const found = [
    ...nodes.map((node) => [node.spec.target.name, problemsOf(node, situation, sizes)] as const),
    ...sameMachine(nodes),
    ...(hdfs !== undefined && 'problems' in hdfs ? hdfs.problems : []),
  ];
  return { nodes, sizes, hosts: hostEntries(nodes), hdfs: isDecided(hdfs) ? hdfs : undefined, problems: gather(found) };
}

/** All problems of a host under its name. */
function gather(found: readonly (readonly [string, readonly Problem[]])[]): ReadonlyMap<string, Problem[]> {
  const byHost = Object.entries(Object.groupBy(found, ([name]) => name));
  const merged = byHost.map(([name, lists = []]) => [name, lists.flatMap(([, list]) => list)] as const);
  return new Map(merged.filter(([, list]) => list.length > 0));
}

function sizeNodes({ spec, facts }: ClusterSituation): Sizes {
  const machines = spec.nodes.flatMap(({ target: { name }, roles, settings }) => {
    const seen = facts.get(name);
    if (seen === undefined) return [];
    const dataDiskMb = settings['hdfs.data-dirs'] === undefined ? seen.diskMb : undefined; // of other disks nothing is known
    return [{ name, roles, settings, memoryMb: seen.memory.totalMb, cores: seen.machine.cores, dataDiskMb }];
  });
  return sizeCluster(machines);
}

function planOne(spec: NodeSpec, situation: ClusterSituation, sizes: Sizes): PlannedNode[] {
  const { name } = spec.target;
  const [facts, choices] = [situation.facts.get(name), situation.choices.get(name)];
  if (facts === undefined || choices === undefined) return [];
  const parts = [...choices].map(([component, choice]) => planPart(spec, { component, choice, facts }, situation));
  return [{ spec, facts, parts, settings: sizes.get(name)?.settings ?? spec.settings }];
}

type Chosen = Pick<PlannedPart, 'component' | 'choice'> & Pick<PlannedNode, 'facts'>;

function planPart(spec: NodeSpec, { component, choice, facts }: Chosen, situation: ClusterSituation): PlannedPart {
  const { packaging } = choice;
  const wanted = situation.wanted[component];
  const isDue = isOutdated(facts, component, wanted);
  const need = { component, arch: facts.machine.arch, packaging };
  const artifact = isDue ? findArtifact(situation.artifacts, need) : undefined;
  return {
    component,
    roles: spec.roles.filter((role) => componentOf(role) === component),
    choice,
    artifact,
    release: noteRelease({ component, packaging, artifact }, wanted, facts),
    fromSnapStore: 'snapChannel' in wanted ? { channel: wanted.snapChannel, isDue } : undefined,
  };
}

interface Need {
  readonly component: ComponentName;
  readonly arch: string;
  readonly packaging: string;
}

function findArtifact(artifacts: readonly Artifact[], need: Need): Artifact | undefined {
  return artifacts.find(
    ({ component, arch, packaging }) =>
      component === need.component && arch === need.arch && packaging === need.packaging,
  );
}

function problemsOf(node: PlannedNode, { spec: cluster, nowSeconds }: ClusterSituation, sizes: Sizes): Problem[] {
  const { spec, facts, parts, settings } = node;
  const found = parts.flatMap((part) => findProblems({ ...part, facts, settings, nowSeconds }));
  const packaging = parts.find(({ component }) => component === 'hadoop')?.choice.packaging;
  const hasHdfs = nodeWith('namenode', cluster) !== undefined;
  const stray = hasHdfs ? dataProblems({ roles: spec.roles, settings, packaging }, facts.hdfs) : [];
  const distinct = found.filter(({ what }, at) => found.findIndex((one) => one.what === what) === at);
  return [...distinct, ...findDiskProblem(parts, facts), ...tooSmall(sizes.get(spec.target.name)), ...stray];
}

function tooSmall(sizing: NodeSizing | undefined): Problem[] {
  if (sizing?.refuse === undefined) return [];
  return [{ what: sizing.refuse, hint: 'give it fewer roles, or use a Pi with more memory' }];
}

function sameMachine(nodes: readonly PlannedNode[]): [string, Problem[]][] {
  const seen = nodes.map(({ spec, facts }) => ({ name: spec.target.name, facts }));
  return findSameMachines(seen).map(([name, problem]) => [name, [problem]]);
}

function hostEntries(nodes: readonly PlannedNode[]): HostEntry[] {
  const addresses = chooseAddresses(
    nodes.map(({ spec, facts }) => ({
      name: spec.target.name,
      addresses: facts.network.addresses,
      fixed: spec.address,
    })),
  );
  return [...addresses].map(([name, address]) => ({ name, address }));
}
