/** The operator's machine, as what a node gets an artifact from. */
export const operator = Symbol('operator');

/** What a node gets an artifact from: the operator's machine, or another node by its name. */
export type Source = string | typeof operator;

/** What did not work, and why, as the operator is told. */
export interface Refusal {
  readonly source: Source;
  readonly why: string;
}

/** A node in the middle of a distribution: all that the next step is decided from. */
export interface RelayNode {
  readonly name: string;
  readonly state: 'waiting' | 'receiving' | 'checking' | 'whole' | 'failed';
  /** Where it receives from, or received from last. */
  readonly source: Source | undefined;
  readonly bytes: number;
  /** Bytes a second over the last seconds; undefined until it has received for that long from this source. */
  readonly rate: number | undefined;
  /** Since its last byte came, or since its source should have begun. */
  readonly quietMs: number;
  /** Why it takes nothing from other nodes; undefined where it does. */
  readonly apart: string | undefined;
  /** Whether others can take it from there. */
  readonly serves: boolean;
  /** What it was given before and will not be given again. */
  readonly refused: readonly Refusal[];
  /** What it had did not have the right hash: it takes only from whom that was checked. */
  readonly distrusts: boolean;
}

/** A node is to receive from another source from here on. */
export interface Move {
  readonly node: string;
  readonly source: Source;
  /** Why not, or no longer, from where it would be sent else; undefined where all is as it should be. */
  readonly because: string | undefined;
  /** The source that is not to be tried again. */
  readonly refuses: Refusal | undefined;
}

/** A source as people call it. */
export function nameOf(source: Source): string {
  return source === operator ? 'this machine' : source;
}
