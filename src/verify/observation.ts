import type { PackagingName } from '../domain/artifact.ts';
import type { HostFacts } from '../domain/facts.ts';
import type { ComponentName, RoleName } from '../domain/roles.ts';
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
  /** Without those where the operator left the choice to bramble and no record tells. */
  readonly packagings: Readonly<Partial<Record<ComponentName, PackagingName>>>;
  readonly seen:
    | { readonly facts: HostFacts; readonly answers: Readonly<Partial<Record<RoleName, Answer>>> }
    | { readonly error: BrambleError };
  /** Facts of the same node some seconds later. */
  readonly later: HostFacts | undefined;
}

/** What a program that was run to see whether the cluster works came to. */
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

/** A file that was written through one node and read through another. */
export interface FileObservation {
  readonly writer: string;
  readonly reader: string;
  readonly exitCode: number;
  /** SHA-256 of what was written and of what was read, lower-case hex. */
  readonly written: string;
  readonly read: string;
  /** Names of the DataNodes that hold each block. */
  readonly blocks: readonly (readonly string[])[];
  /** Copies of each block that are wanted. */
  readonly replication: number;
  readonly seconds: number;
  readonly tail: string;
}

/** What was run; what is not there was not run, because what it needs did not answer. */
export interface Checks {
  /** On Spark's own workers. */
  readonly job?: JobObservation | undefined;
  /** The same program on YARN. */
  readonly yarnJob?: JobObservation | undefined;
  readonly file?: FileObservation | undefined;
  readonly mapreduce?: JobObservation | undefined;
}

/** All that verify looked at. */
export interface Observation {
  readonly nodes: readonly NodeObservation[];
  readonly checks: Checks;
}
