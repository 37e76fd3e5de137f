import { setTimeout as sleep } from 'node:timers/promises';
import { componentNames } from '../../src/domain/components.ts';
import { type RoleName, roleNames, rolesOf } from '../../src/domain/roles.ts';
import type { Host } from '../../src/host/host.ts';
import { packagings } from '../../src/packaging/packagings.ts';
import { gatherFacts } from '../../src/session/gather.ts';
import type { Bench } from './bench.ts';
import type { BenchLab } from './bench-lab.ts';
import { parseResident, plannedSpaceMb } from './daemon-space.ts';
import { type Figure, figure, ratio } from './figure.ts';
import { waitUntilQuiet } from './hosts-cpu.ts';
import { connectLabHost } from './lab-host.ts';

const defaultRuns = 3;
const apartMs = 2_000;

/** A daemon of a host, and what the plan counts for it. */
interface Daemon {
  readonly role: RoleName;
  readonly unit: string;
  readonly plannedMb: number;
}

interface Reading extends Daemon {
  readonly heldMb: number;
}

/** Resident memory of every daemon that rests, over what the plan counts for it. */
export async function measureIdleMemory(lab: BenchLab, { runs = defaultRuns, signal }: Bench): Promise<Figure[]> {
  await waitUntilQuiet(lab.lab, signal);
  const readings = await Promise.all(lab.lab.hosts.map(({ address }) => readHost(lab, address, { runs, signal })));
  return summarize(`${lab.lab.hosts.length} hosts`, readings.flat());
}

type Times = Pick<Bench, 'signal'> & { readonly runs: number };

async function readHost(lab: BenchLab, address: string, { runs, signal }: Times): Promise<Reading[]> {
  const host = await connectLabHost(lab, address, signal);
  try {
    const daemons = await findDaemons(host, signal);
    const readings = [];
    for (let at = 0; at < runs; at += 1) {
      if (at > 0) await sleep(apartMs, undefined, { signal });
      readings.push(...(await readResident(host, daemons, signal)));
    }
    return readings;
  } finally {
    await host.close();
  }
}

async function findDaemons(host: Host, signal: AbortSignal): Promise<Daemon[]> {
  const { installed } = await gatherFacts(host, signal);
  return componentNames.flatMap((component) => {
    const there = installed[component];
    const active = rolesOf(component).filter((role) => there?.services[role]?.active === 'active');
    return active.map((role) => ({
      role,
      unit: packagings[there?.packaging ?? 'tarball'].unit(component, role),
      plannedMb: plannedSpaceMb(role, there?.keys ?? {}),
    }));
  });
}

async function readResident(host: Host, daemons: readonly Daemon[], signal: AbortSignal): Promise<Reading[]> {
  const argv = ['sh', '-c', residentScript, 'sh', ...daemons.map(({ unit }) => unit)];
  const held = parseResident((await host.run(argv, { sudo: true, signal })).stdout);
  return daemons.map((daemon) => {
    const heldMb = held.get(daemon.unit) ?? 0;
    if (heldMb > 0) return { ...daemon, heldMb };
    throw new Error(`${host.name}: ${daemon.unit} has no process`);
  });
}

// Of all processes of a unit: a daemon's wrapper may still be there beside it.
const residentScript = `for unit; do
  group=$(systemctl show --property=ControlGroup --value "$unit")
  cat "/sys/fs/cgroup$group/cgroup.procs" | while read -r pid; do grep ^VmRSS: "/proc/$pid/status"; done |
    awk -v unit="$unit" '{ sum += $2 } END { print unit, sum + 0 }'
done`;

/** Figures by daemon, in the order of the table of roles. */
export function summarize(
  hosts: string,
  readings: readonly Pick<Reading, 'role' | 'heldMb' | 'plannedMb'>[],
): Figure[] {
  const read = roleNames.filter((name) => readings.some(({ role }) => role === name));
  return read.flatMap((name) => {
    const ofRole = readings.filter(({ role }) => role === name);
    const [held, planned] = [ofRole.map(({ heldMb }) => heldMb), ofRole.map(({ plannedMb }) => plannedMb)];
    return [
      figure({ name: `${hosts}: ${name}, resident when idle`, unit: 'MB' }, held),
      ratio({ name: `${hosts}: ${name}, the same over what the plan counts for it`, aim: 1 }, held, planned),
    ];
  });
}
