import { type ComponentName, type RoleName, roles, rolesOf } from '../domain/roles.ts';
import { promisedKeys } from './heap-needs.ts';
import type { Machine } from './size-node.ts';
import type { Sizer } from './sizer.ts';

const grainMb = 64;

const titles: Readonly<Record<ComponentName, string>> = { hadoop: 'Hadoop', spark: 'Spark' };

/**
 * Why a machine is too small for its roles and which of them would fit; undefined where all fit, and where the
 * operator set figures of memory: those are taken as they are. What other machines do too is given up first.
 */
export function refuseSize(machine: Machine, sizer: Sizer, shared: ReadonlySet<RoleName>): string | undefined {
  if (setsMemory(machine) || sizer.spareMb(machine) >= 0) return undefined;
  const words = `${machine.memoryMb} MB is too little for ${machine.roles.join(', ')}`;
  const verb = machine.roles.length === 1 ? 'needs' : 'need';
  return `${words}, which ${verb} ${neededMb(machine, sizer)} MB; ${whatFits(machine, sizer, shared)}`;
}

/** Whether the operator decided about memory; then nothing is refused for want of it. */
function setsMemory({ settings = {} }: Machine): boolean {
  return Object.keys(settings).some((name) => promisedKeys.has(name));
}

function neededMb(machine: Machine, sizer: Sizer): number {
  let memoryMb = grainMb;
  while (sizer.spareMb({ ...machine, memoryMb }) < 0) memoryMb += grainMb;
  return memoryMb;
}

function whatFits(machine: Machine, sizer: Sizer, shared: ReadonlySet<RoleName>): string {
  const fitting = subsets(machine.roles).filter((some) => sizer.spareMb({ ...machine, roles: some }) >= 0);
  const worths = fitting.map((some) => ({ some, onlyHere: some.filter((role) => !shared.has(role)).length }));
  const [best] = worths.toSorted((a, b) => b.onlyHere - a.onlyHere || b.some.length - a.some.length);
  if (best !== undefined) return `it has room for ${best.some.join(', ')}`;
  const components = [...new Set(machine.roles.map((role) => roles[role].component))];
  const smallest = components.flatMap(rolesOf).map((role) => neededMb({ ...machine, roles: [role] }, sizer));
  return `it has room for no daemon of ${components.map((name) => titles[name]).join(' or ')}; the smallest wants ${Math.min(...smallest)} MB`;
}

function subsets(of: readonly RoleName[]): RoleName[][] {
  const all = Array.from({ length: 2 ** of.length }, (_, set) => of.filter((_, at) => (set >> at) % 2 === 1));
  return all.filter((set) => set.length > 0);
}
