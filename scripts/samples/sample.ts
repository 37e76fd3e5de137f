/** A command whose output the manual shows. */
export interface Sample {
  /** As it is typed in a shell. */
  readonly command: string;
  /** Under which name it is recorded; without one it only prepares what follows. */
  readonly as?: string;
  /** How it ends, unless with 0. */
  readonly exits?: number;
  /** A command that changes the cluster and is at work when this one begins. */
  readonly meanwhile?: string;
  /** The lines that are shown, where that is not all of them; `…` stands for the others. */
  readonly only?: RegExp;
}

/** Where a sample is kept. */
export function pathOf(name: string): string {
  return `docs/samples/${name}.txt`;
}
