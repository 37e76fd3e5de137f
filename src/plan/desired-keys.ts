import { nodeWith } from '../domain/cluster.ts';
import { components } from '../domain/components.ts';
import { findKey } from '../domain/keys.ts';
import { type ComponentName, componentOf, type RoleName } from '../domain/roles.ts';
import type { ClusterWide, PlannedNode } from './desired-cluster.ts';

/** Keys that name the node of a role which a cluster has once. */
const hostKeys: Readonly<Record<string, RoleName>> = {
  'master.host': 'master',
  'namenode.host': 'namenode',
  'resourcemanager.host': 'resourcemanager',
  'historyserver.host': 'historyserver',
};

/** All keys that a node should hold of a component; what is in neither the table nor the cluster is left out. */
export function desireKeys(component: ComponentName, node: PlannedNode, wide: ClusterWide): Record<string, string> {
  const { target, roles } = node.spec;
  const all = {
    roles: roles.filter((role) => componentOf(role) === component).join(','),
    'node.name': target.name,
    ...hostsOfRoles(wide),
    ...(components[component].hasSecret && { 'secret.id': wide.secretId }),
    ...(component === 'hadoop' && fileSystemKeys(node, wide)),
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
