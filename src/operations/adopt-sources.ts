import { type ClusterSpec, clusterComponents } from '../domain/cluster.ts';
import type { HostFacts } from '../domain/facts.ts';
import type { Sources } from '../domain/release.ts';
import type { ComponentName } from '../domain/roles.ts';
import { gatherAll } from '../session/gather.ts';
import type { OpenCluster } from './with-session.ts';

type Facts = ReadonlyMap<string, HostFacts>;

/** The cluster with the channels that its nodes note and this machine does not know of: another operator chose them. */
export async function adoptSources(spec: ClusterSpec, gathering: Promise<Facts>): Promise<ClusterSpec> {
  const facts = await gathering;
  const unknown = clusterComponents(spec).filter((name) => spec.sources?.[name] === undefined);
  const noted = await Promise.all(unknown.map((name) => findSource(name, facts)));
  const sources: Sources = Object.assign({}, spec.sources, ...noted);
  return Object.keys(sources).length === 0 ? spec : { ...spec, sources };
}

/** The same for one whose facts nobody has gathered yet. */
export async function withNotedSources(open: OpenCluster): Promise<OpenCluster> {
  return { ...open, spec: await adoptSources(open.spec, gatherAll([...open.hosts.values()], open.signal)) };
}

async function findSource(component: ComponentName, facts: Facts): Promise<Sources> {
  for (const [host, { record }] of facts) {
    if (record?.components[component]?.channel === undefined) continue;
    const { parseClusterNote } = await import('../store/cluster-record.ts'); // loads zod
    const source = parseClusterNote(record.spec, host).sources?.[component];
    if (source !== undefined) return { [component]: source };
  }
  return {};
}
