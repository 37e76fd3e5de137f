import { rm } from 'node:fs/promises';
import type { LabState } from '../lab-state.ts';
import { hostFolder, labFolder } from '../paths.ts';
import { removeBridge, removeLink } from './bridge.ts';
import { hostGroups, readCgroupMounts, removeHostGroups, removeLabGroups } from './cgroups.ts';
import { type LabContext, tell } from './context.ts';
import { switchOff } from './host-power.ts';
import { removePolicy } from './policy.ts';

/** Takes a lab down: its hosts with their disks, its network, its control groups. */
export async function removeLab(state: LabState, context: LabContext): Promise<void> {
  await removeHosts(
    state,
    state.hosts.map(({ name }) => name),
    context,
  );
  await removeBridge(state.subnet);
  await removeLabGroups(await readCgroupMounts(), state.name);
  await rm(labFolder(state.name), { recursive: true, force: true });
}

/** Takes some hosts of a lab down, with their disks. Leaves the lab's state as it is. */
export async function removeHosts(state: LabState, names: readonly string[], context: LabContext): Promise<void> {
  const mounts = await readCgroupMounts();
  await Promise.all(
    state.hosts
      .filter(({ name }) => names.includes(name))
      .map(async ({ name, octet }) => {
        const groups = hostGroups(mounts, state.name, name);
        await switchOff(hostFolder(state.name, name), groups);
        await removeLink(state.subnet, octet);
        await removeHostGroups(groups);
        await removePolicy(state.name, name);
        await rm(hostFolder(state.name, name), { recursive: true, force: true });
        tell(context, 'taken down', name);
      }),
  );
}
