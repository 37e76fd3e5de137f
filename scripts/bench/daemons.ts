import { findKey } from '../../src/domain/keys.ts';
import { componentOf, type RoleName, roles } from '../../src/domain/roles.ts';
import { packagings } from '../../src/packaging/packagings.ts';
import type { BenchLab } from './bench-lab.ts';
import { packagingOn } from './lab-artifacts.ts';
import { connectLabHost } from './lab-host.ts';
import { type Service, untilOpen } from './outages.ts';

/** A daemon of a virtual Pi, by its port and its unit. */
export interface Daemon extends Service {
  readonly unit: string;
}

/** The roles of a node, as `bramble plan --json` tells them. */
export interface PlannedRoles {
  readonly host: string;
  readonly roles: readonly RoleName[];
}

/** Every daemon that is to run, in the order of the nodes and of the table of roles. */
export function daemonsOf({ lab }: BenchLab, planned: readonly PlannedRoles[]): Daemon[] {
  return lab.hosts.flatMap(({ name, address, os }) => {
    const own = planned.find(({ host }) => host === name)?.roles ?? [];
    return own.map((role) => ({
      name: `${role} on ${name}`,
      address,
      port: Number(findKey(componentOf(role), roles[role].portKey)?.default),
      unit: packagings[packagingOn[os]].unit(componentOf(role), role),
    }));
  });
}

/** Restarts one after the other, each when the port of the one before is open again. */
export async function restartInTurn(lab: BenchLab, daemons: readonly Daemon[], signal: AbortSignal): Promise<void> {
  for (const daemon of daemons) {
    const host = await connectLabHost(lab, daemon.address, signal);
    await host.run(['systemctl', 'restart', daemon.unit], { sudo: true, timeoutMs: 120_000 });
    await host.close();
    await untilOpen(daemon, signal);
  }
}
