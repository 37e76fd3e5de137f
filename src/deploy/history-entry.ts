import type { Artifact } from '../domain/artifact.ts';
import type { Holder } from '../domain/holder.ts';
import { BrambleError, HostsFailed } from '../errors.ts';

/** How a piece of work came to its end. */
export type Outcome = 'done' | 'failed' | 'interrupted';

/** What a node notes when a command begins to change it. The holder is what it is known by on all nodes. */
export interface StartLine extends Holder {
  readonly version: 1;
  /** The nodes that it is to change. */
  readonly nodes: readonly string[];
  readonly artifacts: readonly HistoryArtifact[];
}

/** What a node notes when that command ends. A line of its own, so that a run that is cut off leaves the first one. */
export interface EndLine extends Holder {
  readonly version: 1;
  /** ISO 8601. */
  readonly ended: string;
  readonly result: Outcome;
  readonly message?: string;
}

/** What was brought to the nodes. */
export type HistoryArtifact = Pick<Artifact, 'component' | 'version' | 'packaging' | 'sha256'>;

/** Each artifact once, with what the history tells of it. */
export function artifactsOf(artifacts: readonly (Artifact | undefined)[]): HistoryArtifact[] {
  const known = artifacts.filter((artifact) => artifact !== undefined);
  const byHash = new Map(
    known.map(({ component, version, packaging, sha256 }) => [sha256, { component, version, packaging, sha256 }]),
  );
  return [...byHash.values()];
}

const longestMessage = 1_000;

/** The end of a work that did not come to its end by itself. */
export function failedEnd(error: unknown, isInterrupted: boolean): Pick<EndLine, 'result' | 'message'> {
  const message = inBrief(error).slice(0, longestMessage);
  return { result: isInterrupted ? 'interrupted' : 'failed', message };
}

function inBrief(error: unknown): string {
  if (error instanceof HostsFailed) return error.failures.map(inBrief).join('; ');
  if (error instanceof BrambleError && error.host !== undefined) return `${error.host}: ${error.message}`;
  return error instanceof Error ? error.message : String(error);
}
