import type { Artifact } from '../domain/artifact.ts';
import type { ClusterSpec, NodeSpec } from '../domain/cluster.ts';
import type { HostFacts } from '../domain/facts.ts';
import type { ComponentName } from '../domain/roles.ts';
import { chooseAddresses } from './choose-addresses.ts';
import type { PackagingChoice } from './choose-packaging.ts';
import type { PlannedNode } from './desired-cluster.ts';
import type { HostEntry } from './hosts-block.ts';
import { isOutdated } from './needs.ts';
import { findSameMachines } from './same-machine.ts';
import { type NodeSizing, sizeCluster } from './sizing.ts';
import { findProblems, type Problem } from './suitability.ts';

/** All that a decision may look at. */
export interface ClusterSituation {
  readonly spec: ClusterSpec;
  readonly component: ComponentName;
  readonly facts: ReadonlyMap<string, HostFacts>;
  readonly choices: ReadonlyMap<string, PackagingChoice>;
  /** What was built, or is going to be. */
  readonly artifacts: readonly Artifact[];
  readonly recipe: string;
  /** The operator's clock, in seconds since 1970. */
  readonly nowSeconds: number;
}

/** What is decided about every node, and what stands in the way. */
export interface ClusterDecision {
  readonly nodes: readonly PlannedNode[];
  readonly sizes: ReadonlyMap<string, NodeSizing>;
  readonly hosts: readonly HostEntry[];
  /** By node; empty where all can be done. */
  readonly problems: ReadonlyMap<string, readonly Problem[]>;
}

/** Decides packaging, size, address and fitness of every node. Reads nothing and runs nothing. */
export function decideCluster(situation: ClusterSituation): ClusterDecision {
  const sizes = sizeNodes(situation);
  const nodes = situation.spec.nodes.flatMap((spec) => planOne(spec, situation, sizes));
  const found = nodes.map((node) => [node.spec.target.name, problemsOf(node, situation, sizes)] as const);
  const problems = new Map([...found, ...sameMachine(nodes)].filter(([, list]) => list.length > 0));
  return { nodes, sizes, hosts: hostEntries(nodes), problems };
}

function sizeNodes({ spec, facts }: ClusterSituation): ReadonlyMap<string, NodeSizing> {
  const machines = spec.nodes.flatMap(({ target: { name }, roles, settings }) => {
    const seen = facts.get(name);
    return seen === undefined
      ? []
      : [{ name, roles, settings, memoryMb: seen.memory.totalMb, cores: seen.machine.cores }];
  });
  return sizeCluster(machines);
}

function planOne(spec: NodeSpec, situation: ClusterSituation, sizes: ReadonlyMap<string, NodeSizing>): PlannedNode[] {
  const { name } = spec.target;
  const [facts, choice] = [situation.facts.get(name), situation.choices.get(name)];
  if (facts === undefined || choice === undefined) return [];
  const artifact = isOutdated(facts, situation.component, situation.recipe)
    ? findArtifact(situation, facts, choice)
    : undefined;
  return [{ spec, facts, choice, artifact, settings: sizes.get(name)?.settings ?? spec.settings }];
}

function findArtifact(
  { artifacts }: ClusterSituation,
  facts: HostFacts,
  choice: PackagingChoice,
): Artifact | undefined {
  return artifacts.find(({ arch, packaging }) => arch === facts.machine.arch && packaging === choice.packaging);
}

function problemsOf(node: PlannedNode, situation: ClusterSituation, sizes: ReadonlyMap<string, NodeSizing>): Problem[] {
  const { spec, facts, choice, artifact, settings } = node;
  const { component, nowSeconds } = situation;
  const refused = sizes.get(spec.target.name)?.refuse;
  const tooSmall =
    refused === undefined ? [] : [{ what: refused, hint: 'give it fewer roles, or use a Pi with more memory' }];
  return [
    ...findProblems({ facts, component, choice, roles: spec.roles, settings, artifact, nowSeconds }),
    ...tooSmall,
  ];
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
