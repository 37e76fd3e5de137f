import type { Sources } from './release.ts';
import { type ComponentName, componentOf, type RoleName } from './roles.ts';
import type { Target } from './target.ts';

/** How the operator wants a node to be supplied; `auto` leaves it to what the node can do. */
export type Method = 'auto' | 'snap' | 'tarball';

export const methods: readonly Method[] = ['auto', 'snap', 'tarball'];

/** One machine of a cluster and what it is to do there. */
export interface NodeSpec {
  /** How to reach it. */
  readonly target: Target;
  /** Daemons it runs, in the order of the table of roles. */
  readonly roles: readonly RoleName[];
  readonly method: Method;
  /** Keys that the operator set for this node, the cluster's settings included. */
  readonly settings: Readonly<Record<string, string>>;
  /** Where the other nodes reach it, if that differs from what it says of itself. */
  readonly address?: string;
}

/** A whole cluster as wanted: validated, defaults filled, every role placed. */
export interface ClusterSpec {
  readonly name: string;
  /** In the order of the list. Names are unique. */
  readonly nodes: readonly NodeSpec[];
  /** Private key to log in with, as the operator wrote it. */
  readonly identityFile?: string;
  /** Channels that components come from; the others are what bramble builds. */
  readonly sources?: Sources;
}

/** What a set of roles needs installed, in the order of the table of roles. */
export function componentsOf(roles: readonly RoleName[]): ComponentName[] {
  return [...new Set(roles.map(componentOf))].toSorted();
}

/** All components of a cluster. */
export function clusterComponents({ nodes }: { readonly nodes: readonly Pick<NodeSpec, 'roles'>[] }): ComponentName[] {
  return componentsOf(nodes.flatMap(({ roles }) => roles));
}

/** The node that has a role which a cluster has once. */
export function nodeWith(role: RoleName, { nodes }: Pick<ClusterSpec, 'nodes'>): NodeSpec | undefined {
  return nodes.find(({ roles }) => roles.includes(role));
}
