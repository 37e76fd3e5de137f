import { componentsOf } from '../../../src/domain/cluster.ts';
import type { HostFacts, ServiceFacts } from '../../../src/domain/facts.ts';
import { componentOf, type RoleName, roles } from '../../../src/domain/roles.ts';
import { throttledFromC, throttlingIn } from '../../../src/domain/throttling.ts';
import type { StatusNode } from '../../../src/operations/results.ts';
import { adviceOnNode } from './advice.ts';
import { count } from './count.ts';

/** How well something is: the only three colours of the page. */
export type Wellness = 'well' | 'strained' | 'ill';

/** A value and how well it is. */
export interface Reading {
  readonly text: string;
  readonly wellness: Wellness;
}

/** A daemon on a node, and where the server shows its own page. */
export interface RoleView extends Reading {
  readonly role: RoleName;
  /** Undefined where it has no page or is not up. */
  readonly hasPage: boolean;
}

/** A node as the page shows it. */
export interface NodeView {
  readonly host: string;
  readonly roles: readonly RoleView[];
  readonly wellness: Wellness;
  /** The same in a word or two. */
  readonly verdict: string;
  /** Undefined where it does not answer. */
  readonly seen: SeenView | undefined;
  /** What is wrong where it does not answer, and what to do. */
  readonly away: { readonly why: string; readonly tryThis: string } | undefined;
  readonly inMaintenance: boolean;
}

interface SeenView {
  /** Share of memory that is taken, 0 to 1. */
  readonly memoryTaken: number;
  readonly memory: Reading;
  readonly load: Reading;
  readonly temperature: Reading;
  readonly throttling: Reading;
  readonly installed: readonly string[];
  readonly machine: string;
  /** Who is at work on it; '' where nobody is. */
  readonly lockedBy: string;
}

/** Leaves time to see to a fan. */
const warmC = throttledFromC - 10;

/** All nodes of a cluster, in its order. */
export function describeNodes(nodes: readonly StatusNode[], maintenance: readonly string[] = []): NodeView[] {
  return nodes.map((node) => describeNode(node, maintenance.includes(node.host)));
}

function describeNode(node: StatusNode, inMaintenance: boolean): NodeView {
  const { host, facts, error } = node;
  const placed = node.roles.map((role) => describeRole(role, facts));
  if (facts === undefined) {
    const away = { why: error?.message ?? 'not looked at', tryThis: adviceOnNode(error?.code ?? 'HOST_UNREACHABLE') };
    return { host, roles: placed, wellness: 'ill', verdict: 'away', seen: undefined, away, inMaintenance };
  }
  const seen = describeSeen(facts, node.roles);
  const readings = [...placed, seen.memory, seen.load, seen.temperature, seen.throttling];
  const wellness = inMaintenance ? 'strained' : worst(readings);
  return {
    host,
    roles: placed,
    wellness,
    verdict: inMaintenance ? 'in maintenance' : verdicts[wellness],
    seen,
    away: undefined,
    inMaintenance,
  };
}

const verdicts: Readonly<Record<Wellness, string>> = { well: 'well', strained: 'worth a look', ill: 'not well' };

const order: readonly Wellness[] = ['well', 'strained', 'ill'];

/** How well a whole is whose parts are so. */
function worst(readings: readonly { readonly wellness: Wellness }[]): Wellness {
  return order[Math.max(0, ...readings.map(({ wellness }) => order.indexOf(wellness)))] ?? 'well';
}

function describeRole(role: RoleName, facts: HostFacts | undefined): RoleView {
  const service = facts?.installed[componentOf(role)]?.services[role];
  const isUp = service?.active === 'active';
  const text = facts === undefined ? 'not seen' : stateOf(service);
  return { role, text, wellness: isUp ? 'well' : 'ill', hasPage: isUp && roles[role].protocol === 'http' };
}

function stateOf(service: ServiceFacts | undefined): string {
  if (service === undefined) return 'missing';
  return service.active === 'active' ? 'up' : service.active;
}

function describeSeen(facts: HostFacts, placed: readonly RoleName[]): SeenView {
  const { memory, health, machine } = facts;
  const taken = memory.totalMb === 0 ? 0 : 1 - memory.availableMb / memory.totalMb;
  return {
    memoryTaken: taken,
    memory: {
      text: `${inGigabytes(memory.availableMb)} of ${inGigabytes(memory.totalMb)} GB free`,
      wellness: limit(taken, 0.9, 0.97),
    },
    load: {
      text: health.load.toFixed(2),
      wellness: limit(health.load / Math.max(1, machine.cores), 2, Number.POSITIVE_INFINITY),
    },
    temperature: describeTemperature(health.temperatureC),
    throttling: describeThrottling(health.throttled),
    installed: describeInstalled(facts, placed),
    machine:
      machine.virtual === 'none' ? machine.model || machine.arch : `virtual (${machine.virtual}), ${machine.arch}`,
    lockedBy: facts.lock === undefined ? '' : `${facts.lock.who}: ${facts.lock.what}`,
  };
}

function limit(value: number, strained: number, ill: number): Wellness {
  return value >= ill ? 'ill' : value >= strained ? 'strained' : 'well';
}

function inGigabytes(mb: number): string {
  return (mb / 1024).toFixed(1);
}

function describeTemperature(celsius: number | undefined): Reading {
  if (celsius === undefined) return { text: 'no sensor', wellness: 'well' };
  return { text: `${celsius} °C`, wellness: limit(celsius, warmC, throttledFromC) };
}

/** What holds back now is worse than what did so once since boot. */
function describeThrottling(mask: number | undefined): Reading {
  if (mask === undefined) return { text: 'not told', wellness: 'well' };
  const bits = throttlingIn(mask);
  if (bits.length === 0) return { text: 'none', wellness: 'well' };
  return {
    text: bits.map(({ meaning }) => meaning).join(', '),
    wellness: bits.some(({ isNow }) => isNow) ? 'ill' : 'strained',
  };
}

function describeInstalled({ installed, record }: HostFacts, placed: readonly RoleName[]): string[] {
  return componentsOf(placed).map((component) => {
    const found = installed[component];
    if (found === undefined) return `${component}: not installed`;
    const channel = record?.components[component]?.channel;
    return `${component} ${found.version}, ${found.packaging}${channel === undefined ? '' : ` from ${channel}`}`;
  });
}

/** All nodes of a cluster in one line: which are not well, by what they are. */
export function glanceAt(nodes: readonly NodeView[]): Reading {
  const others = Map.groupBy(
    nodes.filter(({ verdict }) => verdict !== verdicts.well),
    ({ verdict }) => verdict,
  );
  const words = [...others].map(([verdict, alike]) => `${verdict}: ${alike.map(({ host }) => host).join(', ')}`);
  return { text: words.join('; ') || `${count(nodes.length, 'node')} up and well`, wellness: worst(nodes) };
}
