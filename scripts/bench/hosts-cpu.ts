import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { hostGroups, readCgroupMounts } from '../../src/lab/machine/cgroups.ts';
import type { RegisteredLab } from '../../src/lab/registry.ts';

/** User and system time that all processes of a lab's hosts have used so far, as their control groups count it. */
export async function hostsCpuSeconds({ name, hosts }: RegisteredLab): Promise<number> {
  const mounts = await readCgroupMounts();
  const used = await Promise.all(
    hosts.map(async (host) => {
      const [group = ''] = hostGroups(mounts, name, host.name).host;
      const stat = await readFile(join(group, 'cpu.stat'), 'utf8');
      return Number(/^usage_usec (\d+)$/m.exec(stat)?.[1]) / 1e6;
    }),
  );
  return used.reduce((sum, seconds) => sum + seconds, 0);
}

const lookMs = 3_000;
const looks = 20;
const quietShare = 0.05;

/** Waits until daemons that have just been started are up: they would be counted to whatever is measured. A minute at most. */
export async function waitUntilQuiet(lab: RegisteredLab, signal: AbortSignal): Promise<void> {
  for (let look = 0; look < looks; look += 1) {
    const before = await hostsCpuSeconds(lab);
    await sleep(lookMs, undefined, { signal });
    const used = (await hostsCpuSeconds(lab)) - before;
    if (used < (quietShare * lab.hosts.length * lookMs) / 1000) return;
  }
}
