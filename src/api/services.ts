import type { ClusterSpec } from '../domain/cluster.ts';
import type { LogRequest, readLogs } from '../operations/logs.ts';
import type { JobRunner } from './jobs/job-runner.ts';
import type { JobStore } from './jobs/job-store.ts';
import type { OwnPages } from './own-pages.ts';
import type { StatusWatch } from './status-watch.ts';

/** Clusters that this machine remembers. */
export interface Clusters {
  readonly names: () => Promise<readonly string[]>;
  /** Rejects with CLUSTER_UNKNOWN. */
  readonly load: (name: string) => Promise<ClusterSpec>;
  readonly save: (spec: ClusterSpec) => Promise<void>;
  readonly forget: (name: string) => Promise<void>;
}

type Reading = Omit<Parameters<typeof readLogs>[2], 'reach'>;

/** Reads the logs of daemons, and tells them line by line. */
export type ReadLogs = (spec: ClusterSpec, request: LogRequest, reading: Reading) => Promise<void>;

/** What the routes work with. */
export interface Services {
  readonly clusters: Clusters;
  readonly store: JobStore;
  readonly runner: JobRunner;
  readonly watch: StatusWatch;
  readonly pages: OwnPages;
  readonly readLogs: ReadLogs;
}
