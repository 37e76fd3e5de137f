import type { ClusterSpec } from '../domain/cluster.ts';
import { clusterComponents } from '../domain/cluster.ts';
import type { ComponentName } from '../domain/roles.ts';
import { BrambleError, type ErrorCode } from '../errors.ts';
import { isRemembered, loadCluster, rememberedSources } from '../store/cluster-store.ts';

interface Named {
  /** Those that were named; all that are known where none was. */
  readonly components?: readonly ComponentName[] | undefined;
  /** Whether nodes that work go on working whatever the size of the cluster says. */
  readonly keepsWork: boolean;
}

/** A cluster as it is named now, together with the components that were deployed before on the same hosts. */
export async function joinRemembered(spec: ClusterSpec, named: Named): Promise<ClusterSpec> {
  const sources = await rememberedSources(spec.name);
  const known = sources === undefined ? spec : { ...spec, sources };
  if (await isRemembered(known)) return known;
  return await joinTo(await whereReadable(loadCluster(spec.name)), spec, named);
}

/** The same where what is remembered was read already. */
export async function joinTo(
  remembered: ClusterSpec | undefined,
  spec: ClusterSpec,
  { components, keepsWork }: Named,
): Promise<ClusterSpec> {
  if (remembered === undefined) return spec;
  const { onlyComponents, withRemembered } = await import('../config/join-components.ts');
  return withRemembered(onlyComponents(spec, components ?? clusterComponents(remembered)), remembered, keepsWork);
}

/** Unknown or damaged: to be written anew. */
const asNone: readonly ErrorCode[] = ['CLUSTER_UNKNOWN', 'CONFIG_INVALID'];

/** A remembered cluster; undefined where there is none that can be read. Rejects where there may be one that must be kept. */
export async function whereReadable(loading: Promise<ClusterSpec>): Promise<ClusterSpec | undefined> {
  return await loading.catch((error: unknown) => {
    if (error instanceof BrambleError && asNone.includes(error.code)) return undefined;
    throw error;
  });
}
