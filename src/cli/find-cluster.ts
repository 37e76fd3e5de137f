import type { ClusterFlags } from '../config/resolve-cluster.ts';
import type { ClusterSpec } from '../domain/cluster.ts';
import { BrambleError } from '../errors.ts';
import type { ClusterOptions } from './cluster-options.ts';

/** The cluster that is meant: by `--hosts`, by `-f`, by the note on the node after `--from`, else the remembered one. */
export async function findCluster(options: ClusterOptions & ClusterFlags): Promise<ClusterSpec> {
  const { resolveCluster } = await import('../config/resolve-cluster.ts');
  if (options.hosts !== undefined) return resolveCluster(flagsOf(options));
  if (options.file !== undefined) return resolveCluster(flagsOf(options), await loadFile(options.file));
  refuseLoneFlags(options);
  if (options.from !== undefined) return await adopt(options.from, options);
  const { loadCluster } = await import('../store/cluster-store.ts');
  return await loadCluster(options.cluster);
}

async function loadFile(path: string) {
  const { loadClusterFile } = await import('../config/load-cluster-file.ts');
  return await loadClusterFile(path);
}

async function adopt(host: string, options: ClusterOptions): Promise<ClusterSpec> {
  const { adoptCluster } = await import('./adopt-cluster.ts');
  return await adoptCluster(host, options);
}

function flagsOf(options: ClusterOptions & ClusterFlags): ClusterFlags {
  const { hosts, cluster, user, identity, master, workersOnMaster, historyServer, connect, method } = options;
  return {
    hosts,
    name: cluster,
    user,
    identityFile: identity?.[0],
    master,
    workersOnMaster,
    historyServer,
    connect,
    method,
  };
}

/** Roles are placed among hosts that are named in the same command. */
function refuseLoneFlags({ master, workersOnMaster, method }: ClusterFlags): void {
  if (master === undefined && workersOnMaster === undefined && method === undefined) return;
  throw new BrambleError('USAGE', '--master, --workers-on-master and --method need --hosts or -f in the same command', {
    hint: 'name the hosts too, such as --hosts "red,red[01-02]"',
  });
}
