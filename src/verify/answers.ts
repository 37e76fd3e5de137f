import { type RoleName, roles } from '../domain/roles.ts';
import { beansOf, type DataNodeState, isInMaintenance, readHdfsState } from '../facts/hdfs-state.ts';
import type { NodeObservation } from './observation.ts';

type Nodes = readonly Pick<NodeObservation, 'name' | 'roles' | 'seen'>[];

/** What the NameNode says of its file system; sizes in bytes. */
export interface NameNodeAnswer {
  readonly node: string;
  readonly state: string;
  /** Why it is in safe mode, or ''. */
  readonly safeMode: string;
  /** Names of living DataNodes. */
  readonly live: readonly string[];
  readonly dead: number;
  readonly stale: number;
  /** Names of DataNodes in maintenance or on their way into it, whether or not they live. */
  readonly maintenance: readonly string[];
  /** Names of DataNodes that have left and still count as living, for some minutes. */
  readonly left: readonly string[];
  readonly missingBlocks: number;
  readonly corruptBlocks: number;
  /** Blocks that have fewer copies than they should, and are being copied. */
  readonly shortBlocks: number;
  readonly capacity: number;
  readonly used: number;
}

/** A NodeManager as the ResourceManager counts it. */
export interface YarnNode {
  readonly name: string;
  readonly state: string;
  readonly memoryMb: number;
}

export interface SparkWorker {
  readonly host: string;
  readonly state: string;
}

/** The first answer of a role that a cluster has once, with its node; undefined where none answered. */
function answerOf(role: RoleName, nodes: Nodes): { node: string; json: unknown } | undefined {
  for (const { name, seen } of nodes) {
    const answer = 'answers' in seen ? seen.answers[role] : undefined;
    if (answer?.kind === 'answered' && answer.json !== undefined) return { node: name, json: answer.json };
  }
  return undefined;
}

/** From /jmx. */
export function namenodeAnswer(nodes: Nodes): NameNodeAnswer | undefined {
  const answer = answerOf('namenode', nodes);
  if (answer === undefined) return undefined;
  const bean = beansOf(answer.json);
  const [blocks, state] = [bean('FSNamesystem'), bean('FSNamesystemState')];
  const { safeMode, dataNodes } = readHdfsState(answer.json);
  const namesOf = (is: (node: DataNodeState) => boolean) => dataNodes.filter(is).map(({ name }) => name);
  return {
    node: answer.node,
    state: String(bean('NameNodeStatus').State ?? ''),
    safeMode,
    live: namesOf(({ isLive }) => isLive),
    dead: Number(state.NumDeadDataNodes),
    stale: Number(state.NumStaleDataNodes),
    maintenance: namesOf(isInMaintenance),
    left: namesOf(({ isLive, adminState }) => isLive && adminState === 'Decommissioned'),
    missingBlocks: Number(blocks.MissingBlocks),
    corruptBlocks: Number(blocks.CorruptBlocks),
    shortBlocks: Number(blocks.UnderReplicatedBlocks),
    capacity: Number(blocks.CapacityTotal),
    used: Number(blocks.CapacityUsed),
  };
}

/** From /ws/v1/cluster/nodes. */
export function yarnNodes(nodes: Nodes): YarnNode[] | undefined {
  const answer = answerOf('resourcemanager', nodes);
  if (answer === undefined) return undefined;
  const { nodes: list } = answer.json as { nodes?: { node?: readonly RmNode[] } | null }; // Hadoop's REST
  return (list?.node ?? []).map(({ nodeHostName, state, usedMemoryMB, availMemoryMB }) => ({
    name: nodeHostName,
    state,
    memoryMb: usedMemoryMB + availMemoryMB,
  }));
}

interface RmNode {
  readonly nodeHostName: string;
  readonly state: string;
  readonly usedMemoryMB: number;
  readonly availMemoryMB: number;
}

/** From the JSON of the master's page. */
export function sparkWorkers(nodes: Nodes): readonly SparkWorker[] | undefined {
  const answer = answerOf('master', nodes);
  return (answer?.json as { workers?: readonly SparkWorker[] } | undefined)?.workers;
}

/** Whether a master that came back still gathers what ran before. */
export function isRecovering(nodes: Nodes): boolean {
  const status = (answerOf('master', nodes)?.json as { status?: unknown } | undefined)?.status;
  return status === 'RECOVERING' || status === 'COMPLETING_RECOVERY';
}

/** A daemon whose own name means loopback goes by its address instead. */
export function nodeNamed(host: string, nodes: Nodes): string {
  const byAddress = nodes.find(
    ({ seen }) => 'facts' in seen && seen.facts.network.addresses.some(({ address }) => address === host),
  );
  return byAddress?.name ?? host;
}

/** Names of the nodes that are to have a role. */
export function planned(role: RoleName, nodes: Nodes): string[] {
  return nodes.filter((node) => node.roles.includes(role)).map(({ name }) => name);
}

/** Those of them where systemd says that it runs. */
export function running(role: RoleName, nodes: Nodes): string[] {
  const { component } = roles[role];
  return nodes
    .filter(({ seen }) => 'facts' in seen && seen.facts.installed[component]?.services[role]?.active === 'active')
    .map(({ name }) => name);
}
