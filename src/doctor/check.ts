import type { Method } from '../domain/cluster.ts';
import type { ExamFacts } from '../domain/exam.ts';
import type { Finding, HostSituation } from '../plan/host-checks.ts';
import type { SafeFixName } from './safe-fixes.ts';

/** `fatal` keeps a machine out of a cluster, a `warning` makes it slow or unreliable, a `note` is worth knowing. */
export type Severity = 'fatal' | 'warning' | 'note';

/** All that a check of the doctor may look at. */
export interface Checkup extends HostSituation {
  readonly exam: ExamFacts;
  readonly method: Method;
  /** Why the machine is too small for its roles, if it is. */
  readonly tooSmall: string | undefined;
}

/** One thing that the doctor looks for: a row of its table, of which the manual's is made. */
export interface Check {
  readonly id: string;
  readonly severity: Severity;
  /** What would be wrong, in general. */
  readonly finds: string;
  readonly breaks: string;
  /** What to do, unless the finding knows better. */
  readonly hint: string;
  /** What `--fix` does about it. */
  readonly safeFix?: SafeFixName;
  readonly judge: (checkup: Checkup) => Finding | undefined;
}

/** What is wrong with one machine. */
export interface Diagnosis {
  readonly id: string;
  readonly severity: Severity;
  readonly what: string;
  readonly breaks: string;
  /** What to do: a command, or one sentence. */
  readonly fix: string;
  readonly safeFix?: SafeFixName;
}
