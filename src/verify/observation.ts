import type { PackagingName } from '../domain/artifact.ts';
import type { HostFacts } from '../domain/facts.ts';
import type { RoleName } from '../domain/roles.ts';
import type { BrambleError } from '../errors.ts';

/** What a daemon's port said through SSH. `json` is undefined where the answer was not JSON. */
export type Answer =
  | { readonly kind: 'answered'; readonly status: number; readonly json: unknown }
  | { readonly kind: 'connected' }
  | { readonly kind: 'silent'; readonly why: string };

/** What is planned for a node and what was seen of it, with nothing decided yet. */
export interface NodeObservation {
  readonly name: string;
  readonly roles: readonly RoleName[];
  /** undefined where the operator left the choice to bramble and no record tells. */
  readonly packaging: PackagingName | undefined;
  readonly seen:
    | { readonly facts: HostFacts; readonly answers: Readonly<Partial<Record<RoleName, Answer>>> }
    | { readonly error: BrambleError };
  /** Facts of the same node some seconds later. */
  readonly later: HostFacts | undefined;
}

export interface JobObservation {
  readonly exitCode: number;
  readonly value: number | undefined;
  readonly expected: number;
  /** Tasks by the node that ran them. */
  readonly tasksByNode: Readonly<Record<string, number>>;
  readonly seconds: number;
  /** Last lines of what it printed. */
  readonly tail: string;
}

/** All that verify looked at. */
export interface Observation {
  readonly nodes: readonly NodeObservation[];
  /** undefined where no job was run, because no master answered. */
  readonly job: JobObservation | undefined;
}
