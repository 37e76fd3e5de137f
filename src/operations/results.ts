import type { Diagnosis } from '../doctor/check.ts';
import type { PlannedFix } from '../doctor/fix.ts';
import type { NodePlan } from '../domain/actions.ts';
import type { PackagingName } from '../domain/artifact.ts';
import type { ExamFacts } from '../domain/exam.ts';
import type { HostFacts } from '../domain/facts.ts';
import type { ChannelMap, Revision, StoreEvent } from '../domain/release.ts';
import type { ComponentName, RoleName } from '../domain/roles.ts';
import type { ErrorCode } from '../errors.ts';
import type { Finding } from '../verify/finding.ts';

/** What `verify` found, and every operation that ends with a verification. */
export interface Verification {
  readonly cluster: string;
  readonly healthy: boolean;
  readonly findings: readonly Finding[];
  /** Where something was done before it was verified. */
  readonly changed?: true;
}

/** What `plan` says that a deployment would do. */
export interface PlanResult {
  readonly changed: false;
  readonly roles: readonly {
    readonly host: string;
    readonly roles: readonly RoleName[];
    readonly packagings: readonly {
      readonly component: ComponentName;
      readonly packaging: PackagingName;
      readonly because: string;
    }[];
  }[];
  readonly stages: readonly { readonly name: string; readonly nodes: readonly NodePlan[] }[];
}

/** What `doctor` found. */
export interface DoctorResult {
  readonly cluster: string;
  readonly fit: boolean;
  readonly hosts: readonly HostDiagnosis[];
  readonly fixes: { readonly done: boolean; readonly plan: readonly PlannedFix[] };
}

/** What is wrong with one host, the worst first. */
export interface HostDiagnosis {
  readonly host: string;
  readonly fit: boolean;
  readonly findings: readonly Diagnosis[];
  readonly facts?: HostFacts | undefined;
  readonly exam?: ExamFacts | undefined;
}

/** The nodes as `status` sees them. */
export interface StatusResult {
  readonly cluster: string;
  /** Hosts that HDFS does not expect for a while. */
  readonly maintenance: readonly string[];
  readonly nodes: readonly StatusNode[];
}

/** A node: what was seen of it, or why nothing was. */
export interface StatusNode {
  readonly host: string;
  readonly roles: readonly RoleName[];
  readonly facts?: HostFacts;
  readonly error?: { readonly code: ErrorCode; readonly message: string };
}

/** What `channels` says that a store holds. */
export interface ChannelsResult {
  readonly store: string;
  readonly key: string;
  readonly channels: readonly { readonly component: ComponentName; readonly channels: ChannelMap }[];
  readonly revisions: readonly Revision[];
  readonly history: readonly StoreEvent[];
}
