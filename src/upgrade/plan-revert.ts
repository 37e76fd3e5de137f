import { planDeployment } from '../deploy/plan-deployment.ts';
import { planBatches } from '../plan/plan-batches.ts';
import { chooseReverts } from './choose-reverts.ts';
import { findKept } from './kept-revisions.ts';
import { batchNodes, type Upgrade, type UpgradeRequest } from './plan-upgrade.ts';

/** Decides which nodes go back, to what, and in which order: the reverse of an upgrade's. Changes nothing on any host. */
export async function planRevert(request: UpgradeRequest): Promise<Upgrade> {
  const deployment = await planDeployment(request);
  const changes = chooseReverts(await findKept(request, deployment.facts));
  const batches = planBatches(batchNodes(deployment, changes), request).toReversed();
  return { deployment, changes, batches, doneBefore: [], leftOver: [] };
}
