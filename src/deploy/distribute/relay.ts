import type { Artifact } from '../../domain/artifact.ts';
import type { Member } from './member.ts';

/** One artifact on its way to several nodes. */
export interface Relay {
  readonly artifact: Artifact;
  readonly members: readonly Member[];
  readonly signal: AbortSignal | undefined;
  /** Aborts when all is done: what the nodes offer ends with it. */
  readonly ending: AbortSignal;
  /** Whether the file here is what it should be; it is looked at once. */
  readonly isSound: () => Promise<boolean>;
}
