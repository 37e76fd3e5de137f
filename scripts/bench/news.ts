/** A way on which what a node says arrives somewhere. */
export interface News {
  /** Has the node say something new, and tells how long it took from there to its arrival. */
  readonly ms: () => Promise<number>;
  readonly close: () => Promise<void>;
}

/** What runs on the node: it says each line that it is told, behind the moment by its own clock in nanoseconds. */
export const nodeScript = 'while read -r text; do echo "$(date +%s%N) $text"; done';

/** Milliseconds between the moment in front of a text and a later one; undefined where the text is not there. */
export function delayIn(said: string, text: string, atMs: number): number | undefined {
  const [, nanoseconds] = new RegExp(`(\\d{19}) ${text}`).exec(said) ?? [];
  return nanoseconds === undefined ? undefined : atMs - Number(nanoseconds) / 1e6;
}
