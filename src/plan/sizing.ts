import { keys } from '../domain/keys.ts';
import { refuseSize } from './refuse-size.ts';
import { type Machine, type Shares, shareOut } from './size-node.ts';
import { describeShares } from './sizing-reasons.ts';
import { withSmallHeaps } from './small-heaps.ts';

/** Keys of a node that follow from what its machine has, with the operator's own over them. */
export interface NodeSizing {
  readonly settings: Readonly<Record<string, string>>;
  /** By key, in words: why this figure. */
  readonly reasons: Readonly<Record<string, string>>;
  /** Why the machine cannot do what it is to do, and what it could. */
  readonly refuse?: string;
}

export interface NamedMachine extends Machine {
  readonly name: string;
}

/** Sizes one machine by itself. The operator's settings win and are named as such. */
export function sizeNode(machine: Machine): NodeSizing {
  const shares = shareOut(machine);
  const sizing = withOwn({ settings: settingsOf(shares), reasons: describeShares(machine, shares) }, machine, shares);
  const refuse = refuseSize(machine);
  return refuse === undefined ? sizing : { ...sizing, refuse };
}

/**
 * Sizes all machines of a cluster, by name. One executor is as large as the smallest worker can hold, because an
 * application gets one on each worker and all of them are of one size.
 */
export function sizeCluster(machines: readonly NamedMachine[]): ReadonlyMap<string, NodeSizing> {
  const sized = machines.map((machine) => ({ machine, sizing: sizeNode(machine) }));
  const offers = sized.flatMap(({ machine: { name }, sizing: { settings } }) => {
    const memory = settings['worker.memory-mb'];
    return memory === undefined ? [] : [{ name, memory }];
  });
  const [smallest] = offers.toSorted((a, b) => Number(a.memory) - Number(b.memory));
  return new Map(sized.map(({ machine, sizing }) => [machine.name, withExecutor(sizing, machine, smallest)]));
}

function settingsOf({ daemonHeapMb, drivers, driverHeapMb, worker }: Shares): Record<string, string> {
  return {
    'daemon.heap-mb': String(daemonHeapMb),
    ...(drivers > 0 && { 'driver.memory-mb': String(driverHeapMb) }),
    ...(worker !== undefined && {
      'worker.memory-mb': String(worker.memoryMb),
      'worker.cores': String(worker.cores),
    }),
  };
}

/** What the operator set wins, also where it is more than there is. */
function withOwn(sizing: NodeSizing, { settings = {} }: Machine, { spareMb }: { spareMb: number }): NodeSizing {
  const excess = spareMb < 0 ? `; with it ${-spareMb} MB more are promised than there are` : '';
  const own = Object.keys(settings).map((name) => [name, `set by you${name.endsWith('-mb') ? excess : ''}`] as const);
  const reasons = { ...sizing.reasons, ...Object.fromEntries(own) };
  return { ...sizing, settings: { ...sizing.settings, ...settings }, reasons };
}

interface Offer {
  readonly name: string;
  readonly memory: string;
}

function withExecutor(sizing: NodeSizing, { settings }: Machine, smallest: Offer | undefined): NodeSizing {
  const name = 'executor.memory-mb';
  if (smallest === undefined || settings?.[name] !== undefined) return startable(sizing);
  const reason = `what the smallest worker, ${smallest.name}, can hold`;
  return startable({
    ...sizing,
    settings: { ...sizing.settings, [name]: smallest.memory },
    reasons: { ...sizing.reasons, [name]: reason },
  });
}

/** Adds what small heaps need, on every node, because an application may be submitted on any. */
function startable(sizing: NodeSizing): NodeSizing {
  const heaps = ['executor.memory-mb', 'driver.memory-mb'].map((name) =>
    Number(sizing.settings[name] ?? presetOf(name)),
  );
  const name = 'extra.spark-defaults';
  const own = sizing.settings[name] ?? '';
  const properties = withSmallHeaps(own, Math.min(...heaps));
  if (properties === own) return sizing;
  const reason = `${own === '' ? '' : 'set by you, and '}lets Spark start in heaps below 450 MB`;
  return {
    ...sizing,
    settings: { ...sizing.settings, [name]: properties },
    reasons: { ...sizing.reasons, [name]: reason },
  };
}

function presetOf(name: string): string | undefined {
  return keys.find((key) => key.name === name)?.default;
}
