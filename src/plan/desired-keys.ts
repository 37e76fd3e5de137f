import { nodeWith } from '../domain/cluster.ts';
import { findKey } from '../domain/keys.ts';
import type { RoleName } from '../domain/roles.ts';
import type { ClusterWide, PlannedNode, PlannedPart } from './desired-cluster.ts';

/** Keys that name the node of a role which a cluster has once. */
const hostKeys: Readonly<Record<string, RoleName>> = {
  'master.host': 'master',
  'namenode.host': 'namenode',
  'resourcemanager.host': 'resourcemanager',
  'historyserver.host': 'historyserver',
};

/** All keys that a node should hold of a component: of what is known, those that the component's table of keys has. */
export function desireKeys(
  { component, roles }: PlannedPart,
  node: PlannedNode,
  wide: ClusterWide,
): Record<string, string> {
  const all = {
    roles: roles.join(','),
    'node.name': node.spec.target.name,
    'secret.id': wide.secretId,
    ...hostsOfRoles(wide),
    ...fileSystemKeys(node, wide),
    ...node.settings,
  };
  return Object.fromEntries(Object.entries(all).filter(([name]) => findKey(component, name) !== undefined));
}

function hostsOfRoles({ cluster }: ClusterWide): Record<string, string> {
  const pairs = Object.entries(hostKeys).flatMap(([key, role]) => {
    const node = nodeWith(role, cluster);
    return node === undefined ? [] : [[key, node.target.name] as const];
  });
  return Object.fromEntries(pairs);
}

/** Only the NameNode's node is ever told to create one, and what it was told stays said: the node itself does it once. */
function fileSystemKeys({ spec, facts }: PlannedNode, { hdfs }: ClusterWide): Record<string, string> {
  if (hdfs === undefined) return {};
  const told = facts.installed.hadoop?.keys['hdfs.create-id'];
  const isTold = hdfs.creates || told === hdfs.clusterId;
  return {
    'hdfs.cluster-id': hdfs.clusterId,
    ...(isTold && spec.roles.includes('namenode') && { 'hdfs.create-id': hdfs.clusterId }),
  };
}
