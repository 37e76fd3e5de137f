import type { ComponentName, RoleName } from '../domain/roles.ts';

interface Rung {
  readonly title: string;
  /** Whether it takes a job to climb it. */
  readonly needsJob?: true;
}

/** What the ladder is made of, from the ground up. Adding a rung means adding a row, and its judge in `ladder.ts`. */
export const rungs = {
  reachable: { title: 'every node answers over SSH' },
  packaging: { title: 'everything is installed as planned' },
  service: { title: 'every daemon is enabled and active' },
  port: { title: 'every daemon listens' },
  answer: { title: 'every daemon answers' },
  hdfs: { title: 'HDFS is whole' },
  file: { title: 'a file comes back from HDFS as it was written' },
  yarn: { title: 'the ResourceManager counts all NodeManagers' },
  mapreduce: { title: 'a MapReduce job is right and runs on several nodes', needsJob: true },
  workers: { title: 'the master counts all workers' },
  job: { title: 'a job runs on every worker and is right', needsJob: true },
  'yarn-job': { title: 'a Spark job on YARN is right', needsJob: true },
  steady: { title: 'no daemon restarted in the meantime' },
} as const satisfies Record<string, Rung>;

export type RungName = keyof typeof rungs;

/** In the order of the ladder. */
export const rungNames = Object.keys(rungs) as RungName[]; // exact: `rungs` has these keys and no others

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
