import type { Artifact } from '../domain/artifact.ts';
import type { ClusterSpec, NodeSpec } from '../domain/cluster.ts';
import type { HostFacts, NodeRecord, NotedComponent, NotedRelease } from '../domain/facts.ts';
import type { ComponentName, RoleName } from '../domain/roles.ts';
import type { PackagingChoice } from './choose-packaging.ts';
import type { HdfsDecision } from './decide-hdfs.ts';
import { desireKeys } from './desired-keys.ts';
import type { HostEntry } from './hosts-block.ts';
import { findNote, notePrevious } from './note-release.ts';
import type { DesiredNode, DesiredPart } from './plan-node.ts';

/** A channel of the Snap Store, and whether a node is to be brought to what it holds. */
interface FromSnapStore {
  readonly channel: string;
  readonly isDue: boolean;
}

/** A component on a node, and how it gets there. */
export interface PlannedPart {
  readonly component: ComponentName;
  /** Those of the node's roles that are the component's. */
  readonly roles: readonly RoleName[];
  readonly choice: PackagingChoice;
  /** Present where something is to be installed. */
  readonly artifact: Artifact | undefined;
  /** Present where it comes from a channel. */
  readonly release?: Partial<NotedRelease> | undefined;
  /** Present where snapd gets it from the Snap Store. */
  readonly fromSnapStore?: FromSnapStore | undefined;
}

/** A node of the cluster together with what is known and decided about it. */
export interface PlannedNode {
  readonly spec: NodeSpec;
  readonly facts: HostFacts;
  readonly parts: readonly PlannedPart[];
  /** Keys from sizing and from the operator, of all components. */
  readonly settings: Readonly<Record<string, string>>;
}

/** What all nodes of a cluster have in common. */
export interface ClusterWide {
  readonly cluster: ClusterSpec;
  readonly hosts: readonly HostEntry[];
  readonly secretId: string;
  readonly hdfs: HdfsDecision | undefined;
}

/** What every node should be, from what was decided about each. */
export function desireNodes(nodes: readonly PlannedNode[], wide: ClusterWide): DesiredNode[] {
  const { identityFile: _path, ...spec } = wide.cluster; // the path of a key means nothing to another operator
  const { name } = spec;
  const specText = JSON.stringify(spec);
  return nodes.map((node) => ({
    name: node.spec.target.name,
    roles: node.spec.roles,
    parts: node.parts.map((part) => desirePart(node, part, wide)),
    hosts: wide.hosts,
    record: noteFor(node, name, specText),
  }));
}

function desirePart(node: PlannedNode, part: PlannedPart, wide: ClusterWide): DesiredPart {
  const { component, roles, choice, artifact, fromSnapStore } = part;
  const own = { component, packaging: choice.packaging, roles, artifact, keys: desireKeys(part, node, wide) };
  return fromSnapStore?.isDue ? { ...own, snapChannel: fromSnapStore.channel } : own;
}

/** A NodeRecord as JSON.stringify writes it; the text of the spec is made once, because it grows with the cluster as well. */
function noteFor({ spec, facts, parts }: PlannedNode, cluster: string, specText: string): string {
  const head: Omit<NodeRecord, 'spec' | 'components'> = { version: 1, cluster, node: spec.target.name };
  const components = Object.fromEntries(parts.map((part) => [part.component, noteOf(part, facts)]));
  return `${JSON.stringify(head).slice(0, -1)},"spec":${specText},"components":${JSON.stringify(components)}}`;
}

function noteOf(
  { component, choice, artifact, release, fromSnapStore }: PlannedPart,
  facts: HostFacts,
): NotedComponent {
  const { packaging } = choice;
  if (fromSnapStore !== undefined) return { payloadId: '', packaging, sha256: '', ...release };
  const payloadId = artifact?.payloadId ?? facts.installed[component]?.payloadId ?? '';
  const previous = notePrevious(component, payloadId, facts);
  const sha256 = artifact?.sha256 ?? findNote(component, facts)?.sha256 ?? '';
  return { payloadId, packaging, sha256, ...release, ...(previous && { previous }) };
}
