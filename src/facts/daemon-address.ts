import type { HostFacts } from '../domain/facts.ts';
import { type RoleName, roles } from '../domain/roles.ts';
import { keyOn } from './key-on.ts';

/** Where a node's daemons listen: what its name means, or its first address where that is loopback. */
export function ownAddress({ network }: HostFacts): string {
  const meaning = network.ownNameMeans.find((address) => !/^(127\.|::1$)/.test(address));
  return meaning ?? network.addresses[0]?.address ?? '127.0.0.1';
}

/** Port that a role uses on a node: its key, or the key's default. */
export function portOf(role: RoleName, facts: HostFacts): number {
  const { component, portKey } = roles[role];
  return Number(keyOn(component, portKey, facts));
}
