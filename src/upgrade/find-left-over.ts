import type { Deployment } from '../deploy/plan-deployment.ts';
import { isFailure } from '../errors.ts';
import { findForgotten } from './into-service.ts';
import { findPending } from './pick-stages.ts';
import type { Change, UpgradeRequest } from './plan-upgrade.ts';

/**
 * Nodes that an upgrade has left half done which was cut off: with daemons that do not run, in maintenance, or with the
 * note of before where nothing else is to change.
 */
export async function findLeftOver(
  request: UpgradeRequest,
  deployment: Deployment,
  changes: readonly Change[],
): Promise<string[]> {
  const { spec, hosts } = request;
  const forgotten = await forgottenIn(request, { spec, hosts, facts: deployment.facts });
  const changing = changes.map(({ node }) => node);
  const unnoted = findPending(deployment, 'record').filter((name) => !changing.includes(name));
  return [...new Set([...findPending(deployment, 'start'), ...unnoted, ...forgotten])];
}

/** A NameNode that is silent is unsettled itself. */
async function forgottenIn(request: UpgradeRequest, members: Parameters<typeof findForgotten>[1]): Promise<string[]> {
  try {
    return await findForgotten(request, members);
  } catch (error) {
    if (isFailure(error)) return [];
    throw error;
  }
}
