import { type RoleName, roles } from '../domain/roles.ts';

interface Placed {
  readonly roles: readonly RoleName[];
}

/** Nodes in waves: none has a role that starts after a role first found in its own or a later wave. */
export function orderNodes<Node extends Placed>(nodes: readonly Node[]): Node[][] {
  const ranked = nodes.map((node) => ({ node, rank: Math.min(...node.roles.map(rankOf), Number.MAX_SAFE_INTEGER) }));
  const ranks = [...new Set(ranked.map(({ rank }) => rank))].toSorted((a, b) => a - b);
  return ranks.map((rank) => ranked.filter((one) => one.rank === rank).map(({ node }) => node));
}

/** How many roles must be up before this one. */
function rankOf(role: RoleName): number {
  const before = roles[role].startsAfter;
  return before.length === 0 ? 0 : 1 + Math.max(...before.map(rankOf));
}
