import { JobRunner } from '../../src/api/jobs/job-runner.ts';
import { JobStore } from '../../src/api/jobs/job-store.ts';
import { type OpenedPage, OwnPages } from '../../src/api/own-pages.ts';
import type { Clusters, ReadLogs, Services } from '../../src/api/services.ts';
import { StatusWatch } from '../../src/api/status-watch.ts';
import type { ClusterSpec } from '../../src/domain/cluster.ts';
import type { RoleName } from '../../src/domain/roles.ts';
import { BrambleError } from '../../src/errors.ts';
import type { AnyOperation } from '../../src/operations/operations.ts';
import type { OperationName } from '../../src/operations/option-rows.ts';

/** What a test makes up of the world behind a server; all else is the server's own. */
export interface Invention {
  readonly clusters: Clusters | Map<string, ClusterSpec>;
  readonly operationOf: (kind: OperationName) => AnyOperation;
  /** What is seen of a cluster's nodes. */
  readonly look: (spec: ClusterSpec) => object;
  readonly store?: JobStore | undefined;
  readonly openPage?: ((spec: ClusterSpec, role: RoleName) => Promise<OpenedPage>) | undefined;
  readonly readLogs?: ReadLogs | undefined;
  readonly onBug: (error: unknown) => void;
}

/** The services of a server whose world is invented. Records of jobs are kept in memory unless told otherwise. */
export function inventServices({
  operationOf,
  look,
  openPage = noPage,
  readLogs = noLogs,
  onBug,
  ...given
}: Invention): Services {
  const { store = new JobStore(':memory:') } = given;
  const clusters = given.clusters instanceof Map ? rememberIn(given.clusters) : given.clusters;
  const runner = new JobRunner({
    store,
    loadCluster: clusters.load,
    loadOperation: async (kind) => operationOf(kind),
    reach: () => ({ knownHosts: '/dev/null', identityFiles: [] }),
    onBug,
  });
  const watch = new StatusWatch({
    open: async (spec) => ({ now: async () => ({ seen: look(spec), isWhole: true }), close: async () => {} }),
  });
  return { clusters, store, runner, watch, pages: new OwnPages(openPage), readLogs };
}

function rememberIn(known: Map<string, ClusterSpec>): Clusters {
  return {
    names: async () => [...known.keys()].toSorted(),
    load: async (name) => known.get(name) ?? refuse(name),
    save: async (spec) => void known.set(spec.name, spec),
    forget: async (name) => void known.delete(name),
  };
}

function refuse(name: string): never {
  throw new BrambleError('CLUSTER_UNKNOWN', `no cluster "${name}" is remembered`);
}

async function noPage(): Promise<never> {
  throw new BrambleError('HOST_UNREACHABLE', 'no daemon is there');
}

async function noLogs(): Promise<never> {
  throw new BrambleError('HOST_UNREACHABLE', 'no node is there');
}
