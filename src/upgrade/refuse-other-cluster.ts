import type { ClusterSpec } from '../domain/cluster.ts';
import type { HostFacts } from '../domain/facts.ts';
import { BrambleError } from '../errors.ts';
import { parseClusterNote } from '../store/cluster-record.ts';

/**
 * Refuses to work on nodes that note another cluster than the one that is meant. Hosts that are named without their roles
 * get the usual ones, and a part of a cluster looks like a smaller one: both would move daemons on the way.
 */
export function refuseOtherCluster(spec: ClusterSpec, facts: ReadonlyMap<string, HostFacts>): void {
  for (const [host, { record }] of facts) {
    if (record === undefined) continue;
    const noted = parseClusterNote(record.spec, host);
    const difference = findDifference(spec, noted);
    if (difference === undefined) continue;
    throw new BrambleError('REFUSED', `its note on the cluster ${noted.name} differs: ${difference}`, {
      host,
      hint: `name the cluster by --cluster ${noted.name} or --from ${host}; bramble deploy is what changes nodes and roles`,
    });
  }
}

function findDifference(spec: ClusterSpec, noted: ClusterSpec): string | undefined {
  const [meant, known] = [rolesByNode(spec), rolesByNode(noted)];
  const name = [...known.keys(), ...meant.keys()].find((one) => meant.get(one) !== known.get(one));
  if (name === undefined) return undefined;
  if (!meant.has(name)) return `${name} is a node of it too`;
  return known.has(name) ? `${name} is ${known.get(name)}, not ${meant.get(name)}` : `${name} is no node of it`;
}

function rolesByNode({ nodes }: ClusterSpec): ReadonlyMap<string, string> {
  return new Map(nodes.map(({ target, roles }) => [target.name, roles.toSorted().join(', ')]));
}
