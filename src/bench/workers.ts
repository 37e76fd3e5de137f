import { nodeWith } from '../domain/cluster.ts';
import { componentOf, type RoleName } from '../domain/roles.ts';
import { keyOn } from '../facts/key-on.ts';
import type { Bench } from './bench.ts';

/** How many nodes have a role. */
export function countNodes(role: RoleName, { members }: Pick<Bench, 'members'>): number {
  return members.spec.nodes.filter(({ roles }) => roles.includes(role)).length;
}

/** Whether a cluster has a role anywhere. */
export function hasRole(role: RoleName, { members }: Pick<Bench, 'members'>): boolean {
  return nodeWith(role, members.spec) !== undefined;
}

/** A key of the role’s component on each node that has the role; numbers only. */
export function numbersOn(role: RoleName, key: string, { members }: Pick<Bench, 'members'>): number[] {
  return members.spec.nodes
    .filter(({ roles }) => roles.includes(role))
    .flatMap(({ target }) => members.facts.get(target.name) ?? [])
    .map((facts) => Number(keyOn(componentOf(role), key, facts)));
}
