import type { ClusterSpec, NodeSpec } from '../domain/cluster.ts';
import { findKey } from '../domain/keys.ts';
import { type RoleName, roles } from '../domain/roles.ts';
import { BrambleError } from '../errors.ts';

/** A daemon of a cluster. */
export interface Daemon {
  readonly host: string;
  readonly role: RoleName;
}

/** The daemons of a cluster that have a page, by where they say that they are: `red01:8081`, in lower case. */
export type Neighbours = ReadonlyMap<string, Daemon>;

/** Daemons name a node by its name, or by its address in the hosts file that they read. */
export function neighboursIn({ nodes }: ClusterSpec, hostsFile = ''): Neighbours {
  const addresses = linesOf(hostsFile);
  const places = nodes.flatMap((node) => {
    const hosts = [
      ...namesOf(node),
      ...addresses.filter(({ names }) => names.includes(node.target.name)).map(({ address }) => address),
    ];
    return rolesWithPage(node).flatMap((role) =>
      hosts.map((host) => [`${host.toLowerCase()}:${portOn(node, role)}`, { host: node.target.name, role }] as const),
    );
  });
  return new Map(places);
}

/** The daemon that a link leads to. Throws NOT_FOUND where it is none of the cluster. */
export function findNeighbour(neighbours: Neighbours, place: string): Daemon {
  const found = neighbours.get(place.toLowerCase());
  if (found !== undefined) return found;
  throw new BrambleError('NOT_FOUND', `there is no page of the cluster at ${place}`);
}

function linesOf(hostsFile: string): { readonly address: string; readonly names: readonly string[] }[] {
  const lines = hostsFile.split('\n').map((line) => line.replace(/#.*/, '').trim().split(/\s+/));
  return lines.map(([address = '', ...names]) => ({ address, names })).filter(({ address }) => !isLoopback(address));
}

function isLoopback(address: string): boolean {
  return /^(?:127\.|::1$)/.test(address);
}

function namesOf({ target, address = target.address }: NodeSpec): string[] {
  return [target.name, target.address, address];
}

function rolesWithPage({ roles: placed }: NodeSpec): RoleName[] {
  return placed.filter((role) => roles[role].protocol === 'http');
}

function portOn({ settings }: NodeSpec, role: RoleName): string {
  const { component, portKey } = roles[role];
  return settings[portKey] ?? findKey(component, portKey)?.default ?? '';
}
