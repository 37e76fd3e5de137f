import type { Members } from '../deploy/members/members.ts';
import type { Report } from '../domain/events.ts';
import type { Sizes } from './scale.ts';

/** A cluster that is being measured, and what all benchmarks share. */
export interface Bench {
  readonly members: Members;
  readonly sizes: Sizes;
  /** Numbers of Spark workers to try, ascending. */
  readonly workers: readonly number[];
  /** Tells this measurement's files and jobs apart from all others. */
  readonly id: string;
  /** Limit for each job. */
  readonly jobTimeoutMs: number;
  readonly signal: AbortSignal;
  readonly report: Report;
}

/** Where everything lies in HDFS that a measurement makes. */
export function hdfsFolder({ id }: Pick<Bench, 'id'>): string {
  return `/${jobTag({ id })}`;
}

const anyTag = 'bramble-bench-';

/** By which jobs on YARN are found again that belong to a measurement. */
export function jobTag({ id }: Pick<Bench, 'id'>): string {
  return `${anyTag}${id}`;
}

/** Whether a tag, or the name of a folder, is that of some measurement. */
export function isTagOfAny(name: string): boolean {
  return name.startsWith(anyTag);
}
