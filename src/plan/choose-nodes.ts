import { didYouMean } from '../config/did-you-mean.ts';
import { expandHostlist } from '../config/hostlist.ts';
import type { ClusterSpec } from '../domain/cluster.ts';
import { BrambleError } from '../errors.ts';

/** The nodes of a cluster that a list means, each once; throws USAGE where one is none of them. */
export function chooseNodes(list: string, { name: cluster, nodes }: ClusterSpec): string[] {
  const known = nodes.map(({ target }) => target.name);
  const named = [...new Set(expandHostlist(list))];
  const strange = named.find((name) => !known.includes(name));
  if (strange === undefined) return named;
  throw new BrambleError('USAGE', `${strange} is not a node of the cluster ${cluster}${didYouMean(strange, known)}`, {
    hint: `one of: ${known.join(', ')}`,
  });
}
