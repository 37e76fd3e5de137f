import type { BatchSize } from '../domain/option.ts';
import { type RoleName, roleNames, roles } from '../domain/roles.ts';

/** A node that gets another revision. */
export interface BatchNode {
  readonly name: string;
  /** Its daemons of the components that change. */
  readonly roles: readonly RoleName[];
}

/** Nodes that get the new revision at the same time. */
export interface Batch {
  readonly nodes: readonly string[];
  readonly because: string;
}

export interface BatchWish {
  readonly size: BatchSize;
  /** The node that goes alone before the others of its kind. */
  readonly canary?: string | undefined;
}

/**
 * The order in which nodes get another revision: those whose daemons others depend on come first, one at a time, as
 * Hadoop's manual has it; then the canary; then the others. DataNodes never go together, for two of them may hold all
 * copies of a block that the third has not.
 */
export function planBatches(nodes: readonly BatchNode[], { size, canary }: BatchWish): Batch[] {
  const sorted = nodes.toSorted((a, b) => Number(b.name === canary) - Number(a.name === canary));
  const leaders = sorted.filter(isLeader).toSorted((a, b) => leadOf(a) - leadOf(b));
  const first = sorted.filter((node) => !isLeader(node) && node.name === canary);
  const others = sorted.filter((node) => !isLeader(node) && node.name !== canary);
  const stores = others.filter(isStore);
  const count = countOf(size, first.length + others.length);
  return [
    ...leaders.map((node) => alone(node, `it runs the ${leadersOf(node).join(' and the ')}`)),
    ...first.map((node) => alone(node, 'it is the canary')),
    ...stores.map((node) => alone(node, 'one DataNode at a time')),
    ...groupsOf(
      others.filter((node) => !isStore(node)),
      count,
    ),
  ];
}

function alone({ name }: BatchNode, because: string): Batch {
  return { nodes: [name], because };
}

function groupsOf(nodes: readonly BatchNode[], count: number): Batch[] {
  const starts = Array.from({ length: Math.ceil(nodes.length / count) }, (_, at) => at * count);
  return starts.map((start) => ({
    nodes: nodes.slice(start, start + count).map(({ name }) => name),
    because: count === 1 ? 'one at a time' : `up to ${count} at a time`,
  }));
}

function countOf(size: BatchSize, total: number): number {
  return 'count' in size ? size.count : Math.max(1, Math.floor((total * size.percent) / 100));
}

/** Roles that another role starts after, in the order of the table. */
function leadersOf(node: BatchNode): RoleName[] {
  return node.roles.filter((role) => roleNames.some((other) => roles[other].startsAfter.includes(role)));
}

function isLeader(node: BatchNode): boolean {
  return leadersOf(node).length > 0;
}

function leadOf(node: BatchNode): number {
  return Math.min(...leadersOf(node).map((role) => roleNames.indexOf(role)));
}

function isStore(node: BatchNode): boolean {
  return node.roles.includes('datanode');
}
