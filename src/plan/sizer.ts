import type { Machine } from './size-node.ts';

/** Figures of one machine, each with its reason. */
export interface Sized {
  readonly settings: Readonly<Record<string, string>>;
  readonly reasons: Readonly<Record<string, string>>;
}

/** A way to size a machine. */
export interface Sizer {
  readonly size: (machine: Machine) => Sized;
  /** What is promised to nobody; below zero where the machine is too small. */
  readonly spareMb: (machine: Machine) => number;
}
