import type { ApiClient } from '../../api/client.ts';
import type { ClusterView } from '../../api/schemas.ts';
import { loadClusterFile } from '../../config/load-cluster-file.ts';
import { type ClusterFlags, documentOf, resolveCluster } from '../../config/resolve-cluster.ts';
import { BrambleError } from '../../errors.ts';
import type { ClusterOptions } from '../cluster-options.ts';
import { flagsOf, refuseLoneFlags } from '../find-cluster.ts';

type Options = ClusterOptions & ClusterFlags;

/** Name of the cluster that is meant. One that is described here is described to the server first. */
export async function chooseCluster(client: ApiClient, options: Options, signal: AbortSignal): Promise<string> {
  refuseLocalOptions(options);
  const { hosts, file, cluster } = options;
  if (hosts !== undefined || file !== undefined) return await describe(client, options, signal);
  refuseLoneFlags(options);
  if (cluster !== undefined) return cluster;
  const known = await client.ask<ClusterView[]>('GET', '/clusters', { signal });
  const [only] = known;
  if (only !== undefined && known.length === 1) return only.name;
  const names = known.map(({ name }) => name).join(', ');
  throw new BrambleError(
    'CLUSTER_UNKNOWN',
    `it is not clear which cluster is meant; the server knows ${names || 'none'}`,
    {
      hint:
        known.length === 0
          ? 'name its hosts with --hosts "red,red[01-02]" or -f bramble.yaml'
          : 'choose with --cluster NAME',
    },
  );
}

async function describe(client: ApiClient, options: Options, signal: AbortSignal): Promise<string> {
  const file = options.file === undefined ? undefined : await loadClusterFile(options.file);
  const { 'identity-file': _here, ...words } = file ?? {};
  const given = file === undefined ? undefined : { ...words, hosts: file.hosts };
  const flags = flagsOf(options);
  const { name } = resolveCluster(flags, given);
  const keepsWork = file === undefined && options.workersOnMaster === undefined;
  const document = { ...documentOf(flags, given), name };
  await client.ask('PUT', `/clusters/${name}?keepWork=${keepsWork}`, { body: document, signal });
  return name;
}

/** What a server decides for itself: how it reaches hosts. */
function refuseLocalOptions({ from, identity, timeout }: Options): void {
  const named = Object.entries({ '--from': from, '--identity': identity, '--timeout': timeout });
  const [flag] = named.find(([, value]) => value !== undefined) ?? [];
  if (flag === undefined) return;
  throw new BrambleError('USAGE', `${flag} says how hosts are reached, which is the server's business`, {
    hint: 'give it to `bramble serve`, or leave out --remote',
  });
}
