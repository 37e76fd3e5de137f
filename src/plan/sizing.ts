import { clusterComponents } from '../domain/cluster.ts';
import type { RoleName } from '../domain/roles.ts';
import { clusterFigures, figuresFor } from './cluster-figures.ts';
import { promisedKeys } from './heap-needs.ts';
import { refuseSize } from './refuse-size.ts';
import { sparkSizer } from './size-for-spark.ts';
import type { Machine } from './size-node.ts';
import { sparkProperties } from './size-spark-properties.ts';
import { togetherSizer } from './size-together.ts';
import { leastOfferFor } from './size-yarn.ts';
import type { NamedMachine } from './sized-machine.ts';
import type { Sizer } from './sizer.ts';

/** Keys of a node that follow from what its machine has, with the operator's own over them. */
export interface NodeSizing {
  readonly settings: Readonly<Record<string, string>>;
  /** By key, in words: why this figure. */
  readonly reasons: Readonly<Record<string, string>>;
  /** Why the machine cannot do what it is to do, and what it could. */
  readonly refuse?: string;
}

/** Sizes one machine by itself. The operator's settings win and are named as such. */
export function sizeNode(machine: Machine): NodeSizing {
  return sizeOne(machine, chooseSizer([machine]), new Set());
}

/** Sizes all machines of a cluster, by name, and with them what they have to agree on. */
export function sizeCluster(machines: readonly NamedMachine[]): ReadonlyMap<string, NodeSizing> {
  const sizer = chooseSizer(machines);
  const shared = sharedRoles(machines);
  const sized = machines.map((machine) => ({ machine, sizing: sizeOne(machine, sizer, shared) }));
  const figures = clusterFigures(sized.map(({ machine, sizing: { settings } }) => ({ machine, settings })));
  return new Map(
    sized.map(({ machine, sizing }) => {
      const agreed = merge(sizing, figuresFor(machine, figures));
      return [machine.name, merge(agreed, sparkProperties(agreed.settings, machines))];
    }),
  );
}

/** Roles that more than one machine has. */
function sharedRoles(machines: readonly Machine[]): ReadonlySet<RoleName> {
  const all = machines.flatMap(({ roles }) => roles);
  return new Set(all.filter((role, at) => all.indexOf(role) < at));
}

/** A cluster without Hadoop is sized by Spark's own rule, which was there first. */
function chooseSizer(machines: readonly Machine[]): Sizer {
  const components = clusterComponents({ nodes: machines });
  if (!components.includes('hadoop')) return sparkSizer;
  const nodeManagers = machines.filter((machine) => machine.roles.includes('nodemanager')).length;
  const leastMb = leastOfferFor({ nodeManagers, runsSpark: components.includes('spark') });
  return togetherSizer(leastMb);
}

function sizeOne(machine: Machine, sizer: Sizer, shared: ReadonlySet<RoleName>): NodeSizing {
  const sizing = withOwn(sizer.size(machine), machine, sizer.spareMb(machine));
  const refuse = refuseSize(machine, sizer, shared);
  return refuse === undefined ? sizing : { ...sizing, refuse };
}

/** What the operator set wins, also where it is more than there is. */
function withOwn(sizing: NodeSizing, { settings = {} }: Machine, spareMb: number): NodeSizing {
  const excess = spareMb < 0 ? `; with it ${-spareMb} MB more are promised than there are` : '';
  const own = Object.keys(settings).map((name) => [name, `set by you${promisedKeys.has(name) ? excess : ''}`] as const);
  return merge(sizing, { settings, reasons: Object.fromEntries(own) });
}

interface More {
  readonly settings: Readonly<Record<string, string>>;
  readonly reasons: Readonly<Record<string, string>>;
}

function merge(sizing: NodeSizing, { settings, reasons }: More): NodeSizing {
  return {
    ...sizing,
    settings: { ...sizing.settings, ...settings },
    reasons: { ...sizing.reasons, ...reasons },
  };
}
