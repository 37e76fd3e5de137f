import { type Move, nameOf, operator, type RelayNode } from './relay-node.ts';
import { findTrouble, holdsUp, isQuiet, type Trouble } from './relay-troubles.ts';

/** After so many nodes in vain, the fault is not theirs. */
const mostRefusals = 3;
/** A second one where the first stands still, and no more: what stands still may be this machine's own network. */
const mostStarts = 2;

/**
 * Who is to receive from whom from here on: a chain in which every node but the first takes it from another one. Nodes
 * that have nothing to receive or that do well are left alone. Reads nothing and starts nothing.
 */
export function decideMoves(nodes: readonly RelayNode[], totalBytes: number): Move[] {
  const moves: Move[] = [];
  let now: readonly RelayNode[] = nodes.toSorted((a, b) => b.bytes - a.bytes);
  for (const { name } of inOrder(now)) {
    const move = decideMove(name, now, totalBytes);
    if (move === undefined) continue;
    moves.push(move);
    now = afterMove(now, move);
  }
  return moves;
}

/** Those that are held up come first: they leave their source, and then it can go behind them. */
function inOrder(nodes: readonly RelayNode[]): RelayNode[] {
  const isHeldUp = ({ source }: RelayNode) => nodes.some((node) => node.name === source && holdsUp(node, nodes));
  return [...nodes.filter(isHeldUp), ...nodes.filter((node) => !isHeldUp(node))];
}

/** Those that are decided on after it see it as it will be, and whoever it feeds with it. */
function afterMove(nodes: readonly RelayNode[], { node: name, source }: Move): readonly RelayNode[] {
  const mover = nodes.find((node) => node.name === name);
  return nodes.map((node) => {
    if (node === mover) return { ...node, source, state: 'receiving', quietMs: 0, rate: undefined };
    return mover !== undefined && isFedBy(node, mover, nodes) ? { ...node, quietMs: 0 } : node;
  });
}

function decideMove(name: string, nodes: readonly RelayNode[], totalBytes: number): Move | undefined {
  const node = nodes.find((one) => one.name === name);
  if (node?.state === 'waiting') return place(node, nodes, lastTrouble(node));
  if (node?.state !== 'receiving') return undefined;
  const trouble = findTrouble(node, nodes, totalBytes);
  return trouble && place(node, nodes, trouble);
}

function lastTrouble({ refused }: RelayNode): Trouble | undefined {
  const last = refused.at(-1);
  return last && { because: `${nameOf(last.source)}: ${last.why}` };
}

function place(node: RelayNode, nodes: readonly RelayNode[], trouble: Trouble | undefined): Move | undefined {
  const { because, refuses, to } = trouble ?? {};
  const move = { node: node.name, because, refuses };
  if (node.apart !== undefined) return { ...move, source: operator, because: node.apart };
  const source = to ?? pickNode(node, nodes);
  if (source !== undefined) return { ...move, source };
  if (trouble?.isBearable || !mayBurdenOperator(node, nodes)) return undefined;
  return { ...move, source: operator, because: because ?? whyFromHere(node, nodes) };
}

/** Nothing is to be said of the first node of all. */
function whyFromHere(node: RelayNode, nodes: readonly RelayNode[]): string | undefined {
  const others = nodes.filter((other) => other !== node && other.state !== 'waiting' && other.state !== 'failed');
  return others.some(({ apart }) => apart === undefined) ? 'no other node can pass it on' : undefined;
}

/** The one that has fewest to serve, of these the one that has most of the file. */
function pickNode(node: RelayNode, nodes: readonly RelayNode[]): string | undefined {
  if (node.refused.filter(({ source }) => source !== operator).length >= mostRefusals) return undefined;
  const others = nodes.filter(
    (other) =>
      mayServe(other, node, nodes) &&
      !(node.state === 'receiving' && other.name === node.source) &&
      !node.refused.some(({ source }) => source === other.name),
  );
  const served = (name: string) => nodes.filter((one) => one.state === 'receiving' && one.source === name).length;
  return others.toSorted((a, b) => served(a.name) - served(b.name) || b.bytes - a.bytes)[0]?.name;
}

function mayServe(other: RelayNode, node: RelayNode, nodes: readonly RelayNode[]): boolean {
  if (other === node || !other.serves) return false;
  if (other.state === 'whole') return true;
  if (node.distrusts) return false;
  if (other.state === 'checking') return true;
  return other.state === 'receiving' && !isQuiet(other) && !isFedBy(other, node, nodes);
}

/** Whether what `other` receives comes through `node`. */
function isFedBy(other: RelayNode, node: RelayNode, nodes: readonly RelayNode[]): boolean {
  for (let at: RelayNode | undefined = other, steps = 0; at !== undefined && steps <= nodes.length; steps++) {
    if (at === node) return true;
    const { source }: RelayNode = at;
    at = at.state === 'receiving' ? nodes.find(({ name }) => name === source) : undefined;
  }
  return false;
}

function mayBurdenOperator(node: RelayNode, nodes: readonly RelayNode[]): boolean {
  const others = nodes.filter((other) => other !== node);
  if (node.distrusts && others.some(({ state }) => isAtWork(state))) return false;
  const starts = others.filter(({ state, source, apart }) => state === 'receiving' && source === operator && !apart);
  return node.state === 'waiting' || starts.length < mostStarts;
}

const isAtWork = (state: RelayNode['state']) => state === 'receiving' || state === 'checking';
