import type { ClusterSpec } from '../domain/cluster.ts';
import type { Report } from '../domain/events.ts';
import type { ErrorCode } from '../errors.ts';
import type { ReachOptions } from '../session/reach.ts';

/** Who is told what an operation does and finds: a terminal, a program that reads JSON, the record of a job. */
export interface Reporter {
  readonly report: Report;
  /** What came of it, for programs; the last thing that is told. */
  readonly result: (value: unknown) => void;
  /** How wide what people read can be, where that is known: tables are laid out for it. */
  readonly columns?: number | undefined;
  /** A text for people. */
  readonly line: (text: string) => void;
  /** What was found is not well, though the work itself was done. */
  readonly unwell: (code: ErrorCode) => void;
  /** Clears what is only for the moment. */
  readonly stop: () => void;
}

/** What every operation works with that needs no cluster. */
export interface StoreOperation {
  readonly signal: AbortSignal;
  readonly reporter: Reporter;
}

/** What every operation on a cluster works with. */
export interface Operation extends StoreOperation {
  readonly spec: ClusterSpec;
  readonly reach: ReachOptions;
  /** Asks before something that cannot be taken back; false where nobody can answer. */
  readonly confirm: (question: string) => Promise<boolean>;
}
