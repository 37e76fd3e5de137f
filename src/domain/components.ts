import type { ComponentName } from './roles.ts';

export interface Component {
  /** Name of the snap, of its folder in `snaps/`, and the first part of every command and unit on a node. */
  readonly snap: string;
  readonly title: string;
}

/** What can be deployed. */
export const components: Readonly<Record<ComponentName, Component>> = {
  spark: { snap: 'bramble-spark', title: 'Apache Spark' },
};

export const componentNames = Object.keys(components) as ComponentName[]; // exact, as above
