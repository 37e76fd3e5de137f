import { rm } from 'node:fs/promises';
import { BrambleError } from '../../errors.ts';
import type { LabState } from '../lab-state.ts';
import { readLiveInit } from '../liveness.ts';
import { addressOf } from '../network.ts';
import { hostFolder, initFile, labFolder } from '../paths.ts';
import { bootHost } from './apply-host.ts';
import { raiseBridge } from './bridge.ts';
import { hostGroups, readCgroupMounts } from './cgroups.ts';
import { type LabContext, tell } from './context.ts';
import { askSystemd, switchOff } from './host-power.ts';
import { withLock } from './lock.ts';
import { refuseForeign } from './raise-lab.ts';
import { waitUntilReady } from './ready.ts';
import { removeLab } from './remove-lab.ts';
import { readAllLabStates, readLabState } from './state-file.ts';
import { removeStrays } from './strays.ts';
import { waitFor } from './wait.ts';

/** What `lab down`, `lab reboot` and `lab kill` ask of root. */
export type PowerRequest =
  | { readonly kind: 'down'; readonly lab: string; readonly owner: number }
  | { readonly kind: 'reboot' | 'kill'; readonly lab: string; readonly host: string; readonly owner: number };

const rebootTimeoutMs = 100_000;

/** Does it, alone on that lab. */
export async function applyPowerRequest(request: PowerRequest, context: LabContext): Promise<void> {
  const onWait = () => tell(context, `waiting for another command that is at work on the lab "${request.lab}"`);
  await withLock(request.lab, { signal: context.signal, onWait }, async () => {
    const state = await readLabState(request.lab);
    refuseForeign(state, request.owner);
    if (state === undefined) await removeRemains(request.lab);
    else if (request.kind === 'down') await removeLab(state, context);
    else await (request.kind === 'kill' ? cutPower : reboot)(state, request.host, context);
  });
}

/** What is left of a lab that nothing is written down of. */
async function removeRemains(lab: string): Promise<void> {
  await withLock('networks', { onWait: () => {} }, async () => removeStrays(await readAllLabStates()));
  await rm(labFolder(lab), { recursive: true, force: true });
}

async function cutPower(state: LabState, host: string, context: LabContext): Promise<void> {
  await switchOff(hostFolder(state.name, host), hostGroups(await readCgroupMounts(), state.name, host));
  tell(context, 'its power is cut', host);
}

async function reboot(state: LabState, name: string, context: LabContext): Promise<void> {
  const host = state.hosts.find((one) => one.name === name);
  if (host === undefined) throw new BrambleError('USAGE', `the lab "${state.name}" has no such host`, { host: name });
  const file = initFile(state.name, name);
  const before = readLiveInit(file);
  if (before !== undefined) {
    tell(context, 'rebooting', name);
    askSystemd(before, 'reboot');
    const hasRebooted = () => {
      const now = readLiveInit(file);
      return now !== undefined && now.pid !== before.pid ? now : undefined;
    };
    const after = await waitFor(hasRebooted, { timeoutMs: rebootTimeoutMs, signal: context.signal });
    if (after !== undefined) {
      const folder = hostFolder(state.name, name);
      await waitUntilReady({ folder, name, address: addressOf(state.subnet, host.octet) }, context);
      return tell(context, 'up again', name);
    }
    tell(context, 'did not go down in good order; its power is cut', name);
  }
  await raiseBridge(state.subnet);
  await bootHost(host, { state, mounts: await readCgroupMounts() }, context);
}
