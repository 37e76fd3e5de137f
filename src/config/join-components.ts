import { type ClusterSpec, clusterComponents, type NodeSpec, nodeWith } from '../domain/cluster.ts';
import { type ComponentName, componentOf, type RoleName, roleNames } from '../domain/roles.ts';
import type { ClusterHost } from './cluster-hosts.ts';
import { placeRoles } from './place-roles.ts';

/** A cluster with roles for components that it did not have, placed as if they had been there from the start. */
export function withComponents(spec: ClusterSpec, wanted: readonly ComponentName[]): ClusterSpec {
  const missing = wanted.filter((name) => !clusterComponents(spec).includes(name));
  if (missing.length === 0) return spec;
  const hosts = spec.nodes.map(({ target }): ClusterHost => ({ target, entry: { name: target.name }, path: [] }));
  const leader = nodeWith('master', spec) ?? nodeWith('namenode', spec);
  const placed = placeRoles({ components: missing, hosts: [], ...(leader && { master: leader.target.name }) }, hosts);
  return { ...spec, nodes: spec.nodes.map((node, index) => withRoles(node, placed[index] ?? [])) };
}

/** Roles of which a cluster has as many as it has nodes that work: a new node gets them. */
export const workingRoles: readonly RoleName[] = ['datanode', 'nodemanager', 'worker'];

/**
 * A cluster as it is named now, with what is known of its other components: those stay where they are. With `keepsWork`
 * a node that works goes on working: a leader holds blocks that must not vanish because a fourth host came.
 */
export function withRemembered(spec: ClusterSpec, remembered: ClusterSpec, keepsWork = false): ClusterSpec {
  const own = clusterComponents(spec);
  const others = clusterComponents(remembered).filter((name) => !own.includes(name));
  const rolesOn = ({ target }: NodeSpec): RoleName[] => {
    const before = remembered.nodes.find((node) => node.target.name === target.name);
    const isKept = (role: RoleName) => others.includes(componentOf(role)) || (keepsWork && workingRoles.includes(role));
    return before === undefined
      ? workingRoles.filter((role) => others.includes(componentOf(role)))
      : before.roles.filter(isKept);
  };
  const { sources } = remembered;
  return { ...spec, nodes: spec.nodes.map((node) => withRoles(node, rolesOn(node))), ...(sources && { sources }) };
}

/** A cluster as if it had these components only. */
export function onlyComponents(spec: ClusterSpec, wanted: readonly ComponentName[] | undefined): ClusterSpec {
  if (wanted === undefined) return spec;
  const keep = (roles: readonly RoleName[]) => roles.filter((role) => wanted.includes(componentOf(role)));
  const { sources = {}, ...rest } = spec;
  const kept = Object.entries(sources).filter(([name]) => wanted.some((one) => one === name));
  const nodes = spec.nodes.map((node) => ({ ...node, roles: keep(node.roles) }));
  return { ...rest, nodes, ...(kept.length > 0 && { sources: Object.fromEntries(kept) }) };
}

function withRoles(node: NodeSpec, more: readonly RoleName[]): NodeSpec {
  return { ...node, roles: roleNames.filter((role) => node.roles.includes(role) || more.includes(role)) };
}
