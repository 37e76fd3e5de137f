import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LabHostState, LabState } from '../lab-state.ts';
import { readLiveInit } from '../liveness.ts';
import { addressOf, bridgeOf, gatewayOf, linkOf, macOf } from '../network.ts';
import { hostFolder, initFile, scriptsFolder } from '../paths.ts';
import type { PlannedHost } from '../plan-up.ts';
import { showLink, showMemory } from '../sizes.ts';
import type { CgroupMounts } from './cgroup-mounts.ts';
import { type HostGroups, hostGroups, limitMemory, makeHostGroups } from './cgroups.ts';
import { type LabContext, tell } from './context.ts';
import { replaceLogin, switchOff, switchOn, writeHostFiles } from './host-power.ts';
import { type HostSettings, renderLabNote } from './host-settings.ts';
import { waitUntilReady } from './ready.ts';
import { runTool } from './tool.ts';

/** What the hosts of a lab share while it is raised. */
export interface Raising {
  readonly state: LabState;
  readonly before: LabState | undefined;
  readonly mounts: CgroupMounts;
}

/** Does to one host what the plan says. */
export async function applyPlannedHost(planned: PlannedHost, raising: Raising, context: LabContext): Promise<void> {
  const { state, before } = raising;
  const host = state.hosts.find(({ name }) => name === planned.host.name);
  if (host === undefined) throw new Error(`${planned.host.name} is planned but not in the lab`);
  const isRekeyed = before !== undefined && before.authorizedKey !== state.authorizedKey;
  switch (planned.kind) {
    case 'create':
      await discardHost(host, raising);
      return bootHost(host, raising, context);
    case 'boot':
      return bootHost(host, raising, context);
    case 'change':
      await changeHost(host, raising, context);
      return isRekeyed ? rekeyHost(host, raising) : undefined;
    case 'keep':
      return isRekeyed ? rekeyHost(host, raising) : undefined;
  }
}

/** A lab of that name that was not taken down properly may have left a disk. */
async function discardHost({ name }: LabHostState, { state, mounts }: Raising): Promise<void> {
  const folder = hostFolder(state.name, name);
  await switchOff(folder, hostGroups(mounts, state.name, name));
  await rm(folder, { recursive: true, force: true });
}

/** Switches a host on from its disk as it is, and waits until it can be used. */
export async function bootHost(host: LabHostState, { state, mounts }: Omit<Raising, 'before'>, context: LabContext) {
  const folder = hostFolder(state.name, host.name);
  // An earlier bramble may have been killed between two steps; nothing of that attempt is to go on.
  await switchOff(folder, hostGroups(mounts, state.name, host.name));
  const groups = await makeHostGroups(mounts, state.name, host.name);
  const isLimited = await limitMemory(groups, host.memoryMb);
  await writeHostFiles(folder, settingsOf(host, state, groups), state.authorizedKey);
  await switchOn(folder, host.name, context.signal);
  const address = addressOf(state.subnet, host.octet);
  await waitUntilReady({ folder, name: host.name, address }, context);
  tell(context, describe(host, state, isLimited), host.name);
}

function describe(host: LabHostState, { subnet }: LabState, isLimited: boolean): string {
  const memory = isLimited
    ? showMemory(host.memoryMb)
    : `${showMemory(host.memoryMb)} (this kernel does not limit memory)`;
  const link = host.linkKbit === undefined ? '' : `, link ${showLink(host.linkKbit)}`;
  return `up at ${addressOf(subnet, host.octet)}, ${host.os}, memory ${memory}${link}`;
}

function settingsOf(host: LabHostState, { name: lab, subnet }: LabState, groups: HostGroups): HostSettings {
  const { name, layers, memoryMb, octet, linkKbit } = host;
  const cable = {
    address: addressOf(subnet, octet),
    mac: macOf(subnet, octet),
    gateway: gatewayOf(subnet),
    bridge: bridgeOf(subnet),
    link: linkOf(subnet, octet),
    linkKbit,
  };
  return { lab, name, layers, memoryMb, groups, cable };
}

async function changeHost(host: LabHostState, { state, mounts }: Raising, context: LabContext): Promise<void> {
  const folder = hostFolder(state.name, host.name);
  const groups = hostGroups(mounts, state.name, host.name);
  const isLimited = await limitMemory(groups, host.memoryMb);
  await writeHostFiles(folder, settingsOf(host, state, groups), state.authorizedKey);
  const init = readLiveInit(initFile(state.name, host.name));
  if (init === undefined) return;
  const { pid } = init;
  await writeFile(
    `/proc/${pid}/root/run/bramble-lab.json`,
    renderLabNote({ lab: state.name, memoryMb: host.memoryMb }),
  );
  const rate = host.linkKbit === undefined ? [] : [String(host.linkKbit)];
  await runTool(['sh', join(scriptsFolder, 'shape-link.sh'), String(pid), linkOf(state.subnet, host.octet), ...rate]);
  tell(context, `changed: ${describe(host, state, isLimited)}`, host.name);
}

async function rekeyHost({ name }: LabHostState, { state }: Raising): Promise<void> {
  const init = readLiveInit(initFile(state.name, name));
  if (init !== undefined) await replaceLogin(hostFolder(state.name, name), init, state.authorizedKey);
}
