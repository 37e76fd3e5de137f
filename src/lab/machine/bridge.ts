import { readFile } from 'node:fs/promises';
import { BrambleError } from '../../errors.ts';
import type { LabState } from '../lab-state.ts';
import { bridgeOf, freeSubnets, gatewayOf, linkOf, parseBridge } from '../network.ts';
import { runTool, tryTool } from './tool.ts';

/** A network that no lab has and no route of this machine leads into. */
export async function chooseSubnet(labs: readonly LabState[]): Promise<number> {
  const routes: { dst: string }[] = JSON.parse(await runTool(['ip', '-j', '-4', 'route', 'show', 'table', 'all']));
  const taken = labs.map(({ subnet }) => subnet);
  const destinations = routes.map(({ dst }) => dst);
  const [number] = freeSubnets(taken, destinations);
  if (number !== undefined) return number;
  throw new BrambleError('LAB_FAILED', 'no network of 10.73.0.0/16 is free for another lab', {
    hint: 'take labs down that are no longer used: bramble lab status',
  });
}

/** Sees to it that the bridge of a lab is there and up, with the machine's address. */
export async function raiseBridge(subnet: number): Promise<void> {
  const bridge = bridgeOf(subnet);
  await tryTool(['ip', 'link', 'add', bridge, 'type', 'bridge']);
  await runTool(['ip', 'address', 'replace', `${gatewayOf(subnet)}/24`, 'dev', bridge]);
  await runTool(['ip', 'link', 'set', bridge, 'up']);
  if (await isFiltered()) await letThrough(bridge);
}

/** Docker and some firewalls have the kernel pass bridged packets through rules that drop what they do not know. */
async function isFiltered(): Promise<boolean> {
  const setting = await readFile('/proc/sys/net/bridge/bridge-nf-call-iptables', 'utf8').catch(() => '');
  return setting.trim() === '1';
}

const ruleFor = (bridge: string) => ['FORWARD', '-i', bridge, '-o', bridge, '-j', 'ACCEPT'];

async function letThrough(bridge: string): Promise<void> {
  await tryTool(['iptables', '--wait', '--delete', ...ruleFor(bridge)]);
  await tryTool(['iptables', '--wait', '--insert', ...ruleFor(bridge)]);
}

/** The networks that have a bridge of ours. */
export async function listBridges(): Promise<number[]> {
  const text = await runTool(['ip', '-j', 'link', 'show', 'type', 'bridge']);
  const links: { ifname?: string }[] = JSON.parse(text || '[]');
  return links.flatMap(({ ifname = '' }) => parseBridge(ifname) ?? []);
}

/** Removes the bridge of a lab. */
export async function removeBridge(subnet: number): Promise<void> {
  const bridge = bridgeOf(subnet);
  await tryTool(['ip', 'link', 'delete', bridge]);
  if (await isFiltered()) await tryTool(['iptables', '--wait', '--delete', ...ruleFor(bridge)]);
}

/** Removes the machine's end of a cable, which otherwise goes a moment after the host. */
export async function removeLink(subnet: number, octet: number): Promise<void> {
  await tryTool(['ip', 'link', 'delete', linkOf(subnet, octet)]);
}
