import { operator, type Refusal, type RelayNode, type Source } from './relay-node.ts';

/** Why a node is to receive from elsewhere. */
export interface Trouble {
  readonly because: string;
  readonly refuses?: Refusal;
  /** Where from, if that follows from the trouble itself. */
  readonly to?: Source;
  /** Not so bad that it should be sent from here again. */
  readonly isBearable?: true;
}

const quietMs = 6_000;
/** A source is slow when what feeds it is so many times faster… */
const slowFactor = 3;
/** …and that has come to matter. */
const lagBytes = 16 << 20;
/** Less than that is not worth the bytes that a trial sends twice. */
const longSeconds = 90;

/** Whether a node that should receive does not. */
export function isQuiet({ state, quietMs: quiet }: RelayNode): boolean {
  return state === 'receiving' && quiet >= quietMs;
}

/** What there is against the source of a node that receives; nothing where all is well or no source can help. */
export function findTrouble(node: RelayNode, nodes: readonly RelayNode[], totalBytes: number): Trouble | undefined {
  if (node.source === operator) return endOfTrial(node, nodes);
  const source = nodes.find(({ name }) => name === node.source);
  if (source === undefined || node.source === undefined) return undefined;
  if (source.state === 'failed') return { because: `${source.name} has failed` };
  return (
    stalled(node, source) ??
    behindSlow(source, nodes) ??
    slow(node, source) ??
    trial(node, source, { nodes, totalBytes })
  );
}

/** A card that is busy looks like a source that stands still: that alone is no reason to send it from here. */
function stalled(node: RelayNode, source: RelayNode): Trouble | undefined {
  if (!isQuiet(node)) return undefined;
  if (source.bytes <= node.bytes)
    return isQuiet(source) ? { because: `${source.name} gets nothing itself` } : undefined;
  const because = `nothing came from ${source.name} for ${quietMs / 1000} s`;
  return source.serves ? { because, isBearable: true } : { because };
}

/** A source that is far behind what feeds it. */
function behindSlow(source: RelayNode, nodes: readonly RelayNode[]): Trouble | undefined {
  const feeder = nodes.find(({ name }) => name === source.source);
  if (feeder === undefined || !isFarBehind(source, feeder)) return undefined;
  return { because: `${source.name} is slow`, to: feeder.name };
}

/** Which of the two is slow, nobody can tell yet: the node tries another source, once. */
function slow(node: RelayNode, source: RelayNode): Trouble | undefined {
  if (!isFarBehind(node, source) || node.refused.some(({ why }) => why === slowWords)) return undefined;
  const refuses = { source: source.name, why: slowWords };
  return { because: `${source.name}: ${slowWords}`, refuses, isBearable: true };
}

const slowWords = 'it sends slowly';

/** Whether those behind it are better off elsewhere. */
export function holdsUp(source: RelayNode, nodes: readonly RelayNode[]): boolean {
  return isQuiet(source) || behindSlow(source, nodes) !== undefined;
}

function isFarBehind(node: RelayNode, source: RelayNode): boolean {
  const areReceiving = node.state === 'receiving' && source.state === 'receiving';
  return areReceiving && source.bytes - node.bytes >= lagBytes && isFaster(source, node);
}

function isFaster(one: RelayNode, other: RelayNode): boolean {
  return one.rate !== undefined && other.rate !== undefined && one.rate > slowFactor * other.rate;
}

interface All {
  readonly nodes: readonly RelayNode[];
  readonly totalBytes: number;
}

/**
 * Whether the first node is slow, nobody can tell from it alone. Where much is left to send, the next one is sent to
 * from here for a while: what limits both is this machine; what limits the first alone is its own.
 */
function trial(node: RelayNode, source: RelayNode, { nodes, totalBytes }: All): Trouble | undefined {
  if (source.source !== operator || source.state !== 'receiving' || source.rate === undefined) return undefined;
  if ((totalBytes - source.bytes) / source.rate < longSeconds) return undefined;
  if (node.bytes < source.bytes - lagBytes) return undefined; // what it could be sent, it gets from there
  const isSecond = nodes.some((other) => other !== source && other.state === 'receiving' && other.source === operator);
  const wasTried = nodes.some(({ refused }) => refused.some((refusal) => refusal.source === operator));
  return isSecond || wasTried ? undefined : { because: `${source.name} may be slow`, to: operator };
}

/** Of two that are sent to from here, the one that has less goes behind the other, unless it is about to overtake it. */
function endOfTrial(node: RelayNode, nodes: readonly RelayNode[]): Trouble | undefined {
  if (!isFirst(node) || node.refused.some(({ source }) => source !== operator)) return undefined;
  const ahead = nodes.find((other) => isFirst(other) && other.serves && other.bytes > node.bytes && !isQuiet(other));
  if (ahead?.rate === undefined || node.rate === undefined || isFaster(node, ahead)) return undefined;
  const why = `${ahead.name} has more of it by now`;
  return { because: why, refuses: { source: operator, why }, to: ahead.name };
}

function isFirst({ state, source, apart }: RelayNode): boolean {
  return state === 'receiving' && source === operator && apart === undefined;
}
