import type { ComponentName, RoleName } from '../domain/roles.ts';

export type RungName =
  | 'reachable'
  | 'packaging'
  | 'service'
  | 'port'
  | 'answer'
  | 'hdfs'
  | 'file'
  | 'yarn'
  | 'mapreduce'
  | 'workers'
  | 'job'
  | 'yarn-job'
  | 'steady';

/** One statement about the cluster: on which rung, where, whether it holds, and what to do where it does not. */
export interface Finding {
  readonly rung: RungName;
  readonly node?: string;
  readonly component?: ComponentName;
  readonly role?: RoleName;
  readonly state: 'passed' | 'failed' | 'skipped';
  readonly detail: string;
  /** The command to try next. */
  readonly hint?: string;
  /** Last lines of the failed unit's log. */
  readonly evidence?: string;
}
