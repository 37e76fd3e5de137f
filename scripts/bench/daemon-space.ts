import type { RoleName } from '../../src/domain/roles.ts';
import { heapNeeds } from '../../src/plan/heap-needs.ts';

/** What the plan counts for a daemon in all, heap and what is beside it, with the keys that its node has. */
export function plannedSpaceMb(role: RoleName, keys: Readonly<Record<string, string>>): number {
  const need = heapNeeds.find(({ roles }) => roles.includes(role));
  const heapMb = Number(need === undefined ? undefined : keys[need.key]);
  if (need === undefined || !(heapMb > 0)) throw new Error(`no heap is set for ${role}`);
  return need.spaceFor(heapMb);
}

/** Lines such as `snap.bramble-hadoop.datanode.service 123456`, in kB, as MB by unit. A unit without processes has 0. */
export function parseResident(output: string): ReadonlyMap<string, number> {
  const lines = output.trim().split('\n');
  return new Map(lines.map((line) => [line.split(' ')[0] ?? '', Number(line.split(' ')[1]) / 1024]));
}
