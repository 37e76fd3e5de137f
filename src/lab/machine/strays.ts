import type { LabState } from '../lab-state.ts';
import { listBridges, removeBridge } from './bridge.ts';
import { hostGroups, killGroups, labHosts, labsWithGroups, readCgroupMounts, removeLabGroups } from './cgroups.ts';
import { removeStrayPolicies } from './policy.ts';

/** Removes what labs left of which nothing is written down any more: running hosts, their groups, profiles and bridges. */
export async function removeStrays(labs: readonly LabState[]): Promise<void> {
  const mounts = await readCgroupMounts();
  const known = labs.map(({ name }) => name);
  for (const lab of await labsWithGroups(mounts)) {
    if (known.includes(lab)) continue;
    for (const host of await labHosts(mounts, lab)) await killGroups(hostGroups(mounts, lab, host));
    await removeLabGroups(mounts, lab);
  }
  await removeStrayPolicies(known);
  const subnets = labs.map(({ subnet }) => subnet);
  for (const subnet of await listBridges()) if (!subnets.includes(subnet)) await removeBridge(subnet);
}
