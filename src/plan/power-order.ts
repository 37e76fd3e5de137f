import { type RoleName, roleNames } from '../domain/roles.ts';

/** A daemon of a node. */
export interface Daemon {
  readonly node: string;
  readonly role: RoleName;
}

/** When a daemon starts: what others need comes first, what works for users last, when all that it needs is there. */
const waveOf: Readonly<Record<RoleName, number>> = {
  namenode: 0,
  resourcemanager: 0,
  master: 0,
  secondarynamenode: 1,
  datanode: 1,
  historyserver: 1,
  'history-server': 1,
  nodemanager: 2,
  worker: 2,
  connect: 2,
};

/** Daemons in the order in which a cluster starts, those of one wave side by side. Backwards it is that of stopping. */
export function startWaves(daemons: readonly Daemon[]): Daemon[][] {
  const last = Math.max(...Object.values(waveOf));
  const waves = Array.from({ length: last + 1 }, (_, wave) => daemons.filter(({ role }) => waveOf[role] === wave));
  return waves.filter((wave) => wave.length > 0);
}

/** Daemons in the order in which a cluster stops: work first, and whatever others need last. */
export function stopWaves(daemons: readonly Daemon[]): Daemon[][] {
  return startWaves(daemons).toReversed();
}

/** All daemons that a cluster is to have. */
export function daemonsOf(
  nodes: readonly { readonly target: { readonly name: string }; readonly roles: readonly RoleName[] }[],
): Daemon[] {
  return nodes.flatMap(({ target, roles }) =>
    roleNames.filter((role) => roles.includes(role)).map((role) => ({ node: target.name, role })),
  );
}
