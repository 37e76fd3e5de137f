import type { Deployment } from '../deploy/plan-deployment.ts';
import { findKept } from './kept-revisions.ts';
import type { Change, UpgradeRequest } from './plan-upgrade.ts';

/**
 * What an earlier run of an upgrade has changed, which was cut off: nodes that have what the others are to get, and had
 * before what those have. Where this run fails, they go back too.
 */
export async function findDoneBefore(
  request: UpgradeRequest,
  { desired, facts }: Deployment,
  changes: readonly Change[],
): Promise<Change[]> {
  const having = desired.filter(({ parts }) =>
    parts.some(
      ({ component, artifact }) => artifact === undefined && changes.some((one) => one.component === component),
    ),
  );
  const hosts = new Map([...request.hosts].filter(([name]) => having.some((node) => node.name === name)));
  const kept = hosts.size === 0 ? [] : await findKept({ ...request, hosts }, facts);
  return kept.flatMap(({ node, component, from, previous }) => {
    const isOfThis = changes.some(
      (one) => one.component === component && one.node !== node && one.from.payloadId === previous?.payloadId,
    );
    return previous === undefined || !isOfThis ? [] : [{ node, component, from: previous, to: from }];
  });
}
