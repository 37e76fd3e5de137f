import type { ComponentName } from './roles.ts';

export interface Component {
  /** Name of the snap, of its folder in `snaps/`, and the first part of every command and unit on a node. */
  readonly snap: string;
  readonly title: string;
  /** Whether its daemons prove to each other by a shared secret that they belong to one cluster. */
  readonly hasSecret: boolean;
  /** Plugs of its snap that do not connect by themselves. */
  readonly ownersPlugs: readonly string[];
}

/** What can be deployed. */
export const components: Readonly<Record<ComponentName, Component>> = {
  hadoop: { snap: 'bramble-hadoop', title: 'Apache Hadoop', hasSecret: false, ownersPlugs: ['removable-media'] },
  spark: { snap: 'bramble-spark', title: 'Apache Spark', hasSecret: true, ownersPlugs: [] },
};

export const componentNames = Object.keys(components) as ComponentName[]; // exact, as above
