import { workingRoles } from '../config/join-components.ts';
import type { ClusterSpec, Method, NodeSpec } from '../domain/cluster.ts';
import type { HostFacts } from '../domain/facts.ts';
import type { Target } from '../domain/target.ts';
import type { Problem } from './suitability.ts';

/** How nodes are to join. */
export interface Joining {
  readonly targets: readonly Target[];
  readonly method?: Method | undefined;
  /** Folders for HDFS blocks, where they differ from those of the others. */
  readonly dataDirs?: readonly string[] | undefined;
}

/**
 * A cluster with more nodes that work: the roles of which each node has one, and the settings that all nodes have in
 * common. Nodes that it has already stay as they are, so that an interrupted addition can be repeated.
 */
export function addNodes(spec: ClusterSpec, joining: Joining): ClusterSpec {
  const known = spec.nodes.map(({ target }) => target.name);
  const fresh = joining.targets.filter(({ name }) => !known.includes(name));
  return { ...spec, nodes: [...spec.nodes, ...fresh.map((target) => newNode(target, spec, joining))] };
}

function newNode(target: Target, { nodes }: ClusterSpec, { method = 'auto', dataDirs }: Joining): NodeSpec {
  const placed = new Set(nodes.flatMap((node) => node.roles));
  const settings = common(nodes.map((node) => node.settings));
  return {
    target: { ...sharedLogin(nodes), ...target },
    roles: workingRoles.filter((role) => placed.has(role)),
    method,
    settings: dataDirs === undefined ? settings : { ...settings, 'hdfs.data-dirs': dataDirs.join('\n') },
  };
}

/** User and port where all nodes have the same. */
function sharedLogin(nodes: readonly NodeSpec[]): Pick<Target, 'user' | 'port'> {
  const [users, ports] = [nodes.map(({ target }) => target.user), nodes.map(({ target }) => target.port)];
  const [user, port] = [only(users), only(ports)];
  return { ...(user !== undefined && { user }), ...(port !== undefined && { port }) };
}

function only<Value>(values: readonly Value[]): Value | undefined {
  return new Set(values).size === 1 ? values[0] : undefined;
}

/** What stands in all of them with the same value. */
function common<Value>([first = {}, ...others]: readonly Readonly<Record<string, Value>>[]): Record<string, Value> {
  const entries = Object.entries(first).filter(([key, value]) => others.every((other) => other[key] === value));
  return Object.fromEntries(entries);
}

/** Why a host cannot become a node of this cluster; undefined where it can. */
export function refuseMember(cluster: string, { record }: HostFacts): Problem | undefined {
  if (record === undefined || record.cluster === cluster) return undefined;
  return {
    what: `it is a node of the cluster ${record.cluster}`,
    hint: `remove it from that one first: bramble remove ${record.node} --cluster ${record.cluster}`,
  };
}
