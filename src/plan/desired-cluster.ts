import type { Artifact } from '../domain/artifact.ts';
import type { ClusterSpec, NodeSpec } from '../domain/cluster.ts';
import type { HostFacts, NodeRecord } from '../domain/facts.ts';
import type { ComponentName } from '../domain/roles.ts';
import type { PackagingChoice } from './choose-packaging.ts';
import type { HostEntry } from './hosts-block.ts';
import type { DesiredNode } from './plan-node.ts';

/** A node of the cluster together with what is known and decided about it. */
export interface PlannedNode {
  readonly spec: NodeSpec;
  readonly facts: HostFacts;
  readonly choice: PackagingChoice;
  readonly artifact: Artifact | undefined;
  /** Keys from sizing and from the operator. */
  readonly settings: Readonly<Record<string, string>>;
}

interface ClusterWide {
  readonly cluster: ClusterSpec;
  readonly component: ComponentName;
  readonly hosts: readonly HostEntry[];
  readonly secretId: string;
}

/** What every node should be, from what was decided about each. */
export function desireNodes(nodes: readonly PlannedNode[], wide: ClusterWide): DesiredNode[] {
  const { name, nodes: all } = wide.cluster;
  const specText = JSON.stringify({ name, nodes: all }); // the path of a key means nothing to another operator
  return nodes.map((node) => desireNode(node, { ...wide, specText }));
}

interface Shared extends ClusterWide {
  /** In every node's note: made once, because it grows with the cluster as well. */
  readonly specText: string;
}

function desireNode(node: PlannedNode, wide: Shared): DesiredNode {
  const { spec, choice, artifact } = node;
  return {
    name: spec.target.name,
    component: wide.component,
    packaging: choice.packaging,
    roles: spec.roles,
    artifact,
    keys: desireKeys(node, wide),
    hosts: wide.hosts,
    record: noteFor(node, wide),
  };
}

function desireKeys({ spec, settings }: PlannedNode, { cluster, secretId }: ClusterWide): Record<string, string> {
  const master = cluster.nodes.find(({ roles }) => roles.includes('master'))?.target.name ?? '';
  return {
    roles: spec.roles.join(','),
    'node.name': spec.target.name,
    'master.host': master,
    'secret.id': secretId,
    ...settings,
  };
}

/** A NodeRecord as JSON.stringify writes it. */
function noteFor({ spec, facts, choice, artifact }: PlannedNode, { cluster, component, specText }: Shared): string {
  const payloadId = artifact?.payloadId ?? facts.installed[component]?.payloadId ?? '';
  const sha256 = artifact?.sha256 ?? facts.record?.components[component]?.sha256 ?? '';
  const head: Omit<NodeRecord, 'spec' | 'components'> = { version: 1, cluster: cluster.name, node: spec.target.name };
  const components: NodeRecord['components'] = { [component]: { payloadId, packaging: choice.packaging, sha256 } };
  return `${JSON.stringify(head).slice(0, -1)},"spec":${specText},"components":${JSON.stringify(components)}}`;
}
