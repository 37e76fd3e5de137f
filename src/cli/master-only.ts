import type { ClusterSpec } from '../domain/cluster.ts';
import { BrambleError } from '../errors.ts';

/** The cluster reduced to the node of its master. */
export function masterOnly(spec: ClusterSpec): ClusterSpec {
  const nodes = spec.nodes.filter(({ roles }) => roles.includes('master'));
  if (nodes.length > 0) return { ...spec, nodes };
  throw new BrambleError('USAGE', `the cluster ${spec.name} has no master`, {
    hint: 'give one of its hosts the role master',
  });
}
