import { counted } from '../../domain/counted.ts';
import type { Candidate, Kind } from './kinds.ts';

type Options = ReadonlyMap<string, string>;
type Source = (options: Options) => Promise<readonly Candidate[]>;

/** Where the names of each kind come from: what this machine remembers. No host is asked. */
export const sources: Readonly<Partial<Record<Kind, Source>>> = {
  cluster: async () => named(await (await import('../../store/cluster-store.ts')).listClusters()),
  host: async (options) => [...(await clusterHosts(options.get('--cluster'))), ...(await labHosts())],
  lab: async () => (await labs()).map(({ name, hosts }) => ({ value: name, summary: counted(hosts.length, 'host') })),
  'lab-host': async () => await labHosts(),
  channel: async () => named(await (await import('../../store/remembered-names.ts')).rememberedChannels()),
  role: async () => {
    const { roles } = await import('../../domain/roles.ts');
    return Object.entries(roles).map(([value, { summary }]) => ({ value, summary }));
  },
  os: async () => named((await import('../../lab/os.ts')).labOses),
};

function named(values: readonly string[]): Candidate[] {
  return values.map((value) => ({ value }));
}

async function clusterHosts(only: string | undefined): Promise<Candidate[]> {
  const { listClusters } = await import('../../store/cluster-store.ts');
  const { rememberedHosts } = await import('../../store/remembered-names.ts');
  const clusters = only === undefined ? await listClusters() : [only];
  const found = clusters.map(async (cluster) =>
    (await rememberedHosts(cluster)).map((value) => ({ value, summary: `of the cluster ${cluster}` })),
  );
  return (await Promise.all(found)).flat();
}

async function labHosts(): Promise<Candidate[]> {
  return (await labs()).flatMap(({ name, hosts }) =>
    hosts.map((host) => ({ value: host.name, summary: `of the lab ${name}` })),
  );
}

async function labs() {
  const { readRegistry } = await import('../../lab/registry.ts');
  return readRegistry(process.env);
}
