import { type ComponentName, roles } from '../domain/roles.ts';
import type { Machine } from './size-node.ts';

/** The components that machines have daemons of. */
export function componentsOf(machines: readonly Machine[]): ReadonlySet<ComponentName> {
  return new Set(machines.flatMap((machine) => machine.roles.map((role) => roles[role].component)));
}
