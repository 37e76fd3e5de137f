import type { InterfaceAddress } from '../domain/facts.ts';

interface NodeAddresses {
  readonly name: string;
  readonly addresses: readonly InterfaceAddress[];
  /** The operator's own choice, which wins. */
  readonly fixed?: string | undefined;
}

/** Devices that other machines cannot reach: bridges of containers and virtual machines on the node itself. */
const inward = /^(docker|br-|lxdbr|lxcbr|virbr|veth|cni|flannel|tun|tap|wg|tailscale)/;

/**
 * Address of each node inside the cluster: on a network that all nodes share, wired before wireless; where there
 * is none, each node's first address. Nodes without an address are left out.
 */
export function chooseAddresses(nodes: readonly NodeAddresses[]): ReadonlyMap<string, string> {
  const candidates = new Map(nodes.map((node) => [node.name, usable(node.addresses)]));
  const shared = [...candidates.values()].flat().find((network) => nodes.every((node) => onNetwork(node, network)));
  const chosen = nodes.map((node) => [node.name, node.fixed ?? pick(candidates.get(node.name) ?? [], shared)] as const);
  return new Map(chosen.filter((pair): pair is readonly [string, string] => pair[1] !== undefined));
}

function usable(addresses: readonly InterfaceAddress[]): InterfaceAddress[] {
  return addresses.filter(({ device }) => !inward.test(device)).toSorted((a, b) => rank(a) - rank(b));
}

function rank({ device, address }: InterfaceAddress): number {
  return (isIPv4(address) ? 0 : 2) + (device.startsWith('w') ? 1 : 0);
}

function onNetwork(node: NodeAddresses, network: InterfaceAddress): boolean {
  return node.fixed !== undefined || pick(usable(node.addresses), network, true) !== undefined;
}

function pick(addresses: readonly InterfaceAddress[], network?: InterfaceAddress, strict = false): string | undefined {
  const inside = network && addresses.find(({ address }) => contains(network, address));
  return inside?.address ?? (strict ? undefined : addresses[0]?.address);
}

/** IPv6 networks are not compared: a cluster whose nodes share only those takes each node's first address. */
function contains({ address, prefix }: InterfaceAddress, other: string): boolean {
  if (!isIPv4(address) || !isIPv4(other)) return false;
  const hostBits = 2 ** (32 - prefix);
  return Math.floor(ipv4Number(address) / hostBits) === Math.floor(ipv4Number(other) / hostBits);
}

function isIPv4(address: string): boolean {
  return address.includes('.');
}

function ipv4Number(address: string): number {
  return address.split('.').reduce((number, part) => number * 256 + Number(part), 0);
}
