import type { ClusterFlags } from '../config/resolve-cluster.ts';
import type { ClusterSpec } from '../domain/cluster.ts';
import { BrambleError } from '../errors.ts';
import type { ClusterOptions } from './cluster-options.ts';

/** The cluster that is meant: by `--hosts`, by `-f`, by the note on the node after `--from`, else the remembered one. */
export async function findCluster(options: ClusterOptions & ClusterFlags): Promise<ClusterSpec> {
  const { resolveCluster } = await import('../config/resolve-cluster.ts');
  if (options.hosts !== undefined) return await joined(resolveCluster(flagsOf(options)), options);
  if (options.file !== undefined)
    return await joined(resolveCluster(flagsOf(options), await loadFile(options.file)), options);
  refuseLoneFlags(options);
  if (options.from !== undefined) return await adopt(options.from, options);
  const { loadCluster } = await import('../store/cluster-store.ts');
  return await loadCluster(options.cluster);
}

async function joined(spec: ClusterSpec, { components, file, workersOnMaster }: ClusterOptions & ClusterFlags) {
  const { joinRemembered } = await import('../operations/join-remembered.ts');
  return await joinRemembered(spec, { components, keepsWork: file === undefined && workersOnMaster === undefined });
}

async function loadFile(path: string) {
  const { loadClusterFile } = await import('../config/load-cluster-file.ts');
  return await loadClusterFile(path);
}

async function adopt(host: string, options: ClusterOptions): Promise<ClusterSpec> {
  const { adoptCluster } = await import('./adopt-cluster.ts');
  return await adoptCluster(host, options);
}

/** What options of a command say about a cluster. */
export function flagsOf(options: ClusterOptions & ClusterFlags): ClusterFlags {
  return { ...options, name: options.cluster, identityFile: options.identity?.[0] };
}

/** Roles are placed among hosts that are named in the same command. */
export function refuseLoneFlags(flags: ClusterFlags): void {
  const placing = ['master', 'workersOnMaster', 'namenode', 'resourcemanager', 'dataDir', 'method'] as const;
  if (placing.every((flag) => flags[flag] === undefined)) return;
  throw new BrambleError('USAGE', 'options that place roles or data need --hosts or -f in the same command', {
    hint: 'name the hosts too, such as --hosts "red,red[01-02]"',
  });
}
