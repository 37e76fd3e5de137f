import { unsupplied } from '../../../src/operations/upgrade-request.ts';
import { applyRevert } from '../../../src/upgrade/apply-revert.ts';
import { applyUpgrade } from '../../../src/upgrade/apply-upgrade.ts';
import { planRevert } from '../../../src/upgrade/plan-revert.ts';
import { planUpgrade, type UpgradeRequest } from '../../../src/upgrade/plan-upgrade.ts';
import { refuseUpgrade } from '../../../src/upgrade/preflight.ts';
import { refuseRevert } from '../../../src/upgrade/refuse-revert.ts';
import type { Payload } from './payloads.ts';
import type { SimulatedCluster } from './simulated-cluster.ts';

/** A version above the one that a simulated cluster begins with. */
export const next: Payload = {
  version: '2.0.0',
  payloadId: 'second',
  release: { channel: 'latest/candidate', revision: 2 },
};

/** Upgrades a simulated cluster as `bramble upgrade` does, or rejects as that would. */
export async function upgradeTo(
  cluster: SimulatedCluster,
  payload: Payload,
  change: Partial<UpgradeRequest> = {},
): Promise<void> {
  const request = cluster.request(cluster.offer(payload), change);
  const plan = await planUpgrade(request);
  await refuseUpgrade(request, plan, cluster.report);
  if (!request.dryRun) await applyUpgrade(request, plan, cluster.report);
}

/** Takes a simulated cluster back as `bramble revert` does, or rejects as that would. */
export async function goBack(cluster: SimulatedCluster, change: Partial<UpgradeRequest> = {}): Promise<void> {
  const request = { ...cluster.request(next, change), ...unsupplied };
  const way = await planRevert(request);
  await refuseRevert(request, way);
  await applyRevert(request, way, cluster.report);
}
