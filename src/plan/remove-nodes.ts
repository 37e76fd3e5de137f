import { type ClusterSpec, type NodeSpec, nodeWith } from '../domain/cluster.ts';
import { type RoleName, roleNames } from '../domain/roles.ts';

/** A role that a cluster has once and that has to go elsewhere with its node. */
interface Move {
  readonly role: RoleName;
  readonly to: string;
}

/** What is left of a cluster. */
export interface Remainder {
  readonly spec: ClusterSpec;
  readonly moves: readonly Move[];
}

/** Beside whom each role goes that nothing else depends on; where it cannot be on a node of its own. */
const beside: Readonly<Partial<Record<RoleName, RoleName>>> = {
  secondarynamenode: 'namenode',
  historyserver: 'resourcemanager',
  'history-server': 'master',
  connect: 'master',
};

/** A cluster without some of its nodes. What only they had, and others do not depend on, moves to another node. */
export function removeNodes(names: readonly string[], spec: ClusterSpec): Remainder {
  const nodes = spec.nodes.filter(({ target }) => !names.includes(target.name));
  const left = { ...spec, nodes };
  const lost = roleNames.filter((role) => nodeWith(role, spec) !== undefined && nodeWith(role, left) === undefined);
  const moves = lost.flatMap((role): Move[] => {
    const to = placeFor(role, nodes);
    return to === undefined ? [] : [{ role, to: to.target.name }];
  });
  return { spec: { ...left, nodes: nodes.map((node) => withMoves(node, moves)) }, moves };
}

/** A second copy of the metadata is of most use on another node than the first. */
function placeFor(role: RoleName, nodes: readonly NodeSpec[]): NodeSpec | undefined {
  const leading = beside[role];
  const leader = leading && nodes.find((node) => node.roles.includes(leading));
  const elsewhere = nodes.find((node) => node !== leader && node.roles.includes('datanode'));
  return role === 'secondarynamenode' ? (elsewhere ?? leader) : leader;
}

function withMoves(node: NodeSpec, moves: readonly Move[]): NodeSpec {
  const own = moves.filter(({ to }) => to === node.target.name).map(({ role }) => role);
  return { ...node, roles: roleNames.filter((role) => node.roles.includes(role) || own.includes(role)) };
}
