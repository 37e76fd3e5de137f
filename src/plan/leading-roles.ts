import { type RoleName, roles } from '../domain/roles.ts';

interface Placed {
  readonly target: { readonly name: string };
  readonly roles: readonly RoleName[];
}

/** Those of some nodes' roles that daemons on the other nodes cannot do without: of what only they have. */
export function leadingRoles(names: readonly string[], nodes: readonly Placed[]): RoleName[] {
  const those = nodes.filter(({ target }) => names.includes(target.name)).flatMap((node) => node.roles);
  const others = nodes.filter(({ target }) => !names.includes(target.name)).flatMap((node) => node.roles);
  const needed = new Set(others.flatMap((role) => roles[role].startsAfter));
  return [...new Set(those)].filter((role) => needed.has(role) && !others.includes(role));
}
