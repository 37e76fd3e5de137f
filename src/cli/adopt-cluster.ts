import { resolveCluster } from '../config/resolve-cluster.ts';
import type { ClusterSpec } from '../domain/cluster.ts';
import { BrambleError } from '../errors.ts';
import { openSession } from '../session/cluster-session.ts';
import { gatherFacts } from '../session/gather.ts';
import { parseClusterNote } from '../store/cluster-record.ts';
import { saveCluster } from '../store/cluster-store.ts';
import type { ClusterOptions } from './cluster-options.ts';
import { abortOnInterrupt } from './interruption.ts';
import { reachBy } from './reach-by.ts';

/** Learns a cluster from the note that its last deployment left on one of its nodes, and remembers it here. */
export async function adoptCluster(name: string, options: ClusterOptions): Promise<ClusterSpec> {
  const alone = resolveCluster({ hosts: name, user: options.user });
  const reach = await reachBy(options, alone, abortOnInterrupt());
  const session = await openSession(alone, reach, () => {});
  try {
    const spec = await readNote(name, session.hosts.get(alone.nodes[0]?.target.name ?? ''));
    await saveCluster(spec);
    return spec;
  } finally {
    await session.close();
  }
}

type Host = Parameters<typeof gatherFacts>[0];

async function readNote(name: string, host: Host | undefined): Promise<ClusterSpec> {
  const record = host && (await gatherFacts(host)).record;
  if (record !== undefined) return parseClusterNote(record.spec, name);
  throw new BrambleError('CLUSTER_UNKNOWN', 'it belongs to no cluster of bramble', {
    host: name,
    hint: `bramble deploy spark --hosts "${name},…" makes it part of one`,
  });
}
