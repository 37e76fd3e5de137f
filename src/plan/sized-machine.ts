import type { Machine } from './size-node.ts';

export interface NamedMachine extends Machine {
  readonly name: string;
}

/** A machine with the figures that follow from it alone. */
export interface SizedMachine {
  readonly machine: NamedMachine;
  readonly settings: Readonly<Record<string, string>>;
}

/** A figure that every node of the cluster has. */
export interface WideFigure {
  readonly key: string;
  readonly value: number;
  readonly reason: string;
}

/** What machines offer by one key, the smallest first. */
export function offersOf(nodes: readonly SizedMachine[], key: string): { name: string; cores: number; mb: number }[] {
  const offers = nodes.flatMap(({ machine: { name, cores }, settings }) => {
    const value = settings[key];
    return value === undefined ? [] : [{ name, cores, mb: Number(value) }];
  });
  return offers.toSorted((a, b) => a.mb - b.mb);
}
