import { type RoleName, roleNames } from '../domain/roles.ts';
import { type Machine, setsMemory, shareOut } from './size-node.ts';

const grainMb = 64;

/**
 * Why a machine is too small for its roles and which of them would fit; undefined where all fit, and where the
 * operator set figures of memory: those are taken as they are.
 */
export function refuseSize(machine: Machine): string | undefined {
  if (setsMemory(machine) || shareOut(machine).spareMb >= 0) return undefined;
  const words = `${machine.memoryMb} MB is too little for ${machine.roles.join(', ')}`;
  const verb = machine.roles.length === 1 ? 'needs' : 'need';
  return `${words}, which ${verb} ${neededMb(machine)} MB; ${whatFits(machine)}`;
}

function neededMb(machine: Machine): number {
  let memoryMb = grainMb;
  while (shareOut({ ...machine, memoryMb }).spareMb < 0) memoryMb += grainMb;
  return memoryMb;
}

function whatFits(machine: Machine): string {
  const fitting = subsets(machine.roles).filter((roles) => shareOut({ ...machine, roles }).spareMb >= 0);
  const [best] = fitting.toSorted((a, b) => b.length - a.length);
  if (best !== undefined) return `it has room for ${best.join(', ')}`;
  const smallest = roleNames.map((role) => neededMb({ ...machine, roles: [role] }));
  return `it has room for no daemon of Spark; the smallest wants ${Math.min(...smallest)} MB`;
}

function subsets(roles: readonly RoleName[]): RoleName[][] {
  const all = Array.from({ length: 2 ** roles.length }, (_, set) => roles.filter((_, at) => (set >> at) % 2 === 1));
  return all.filter((set) => set.length > 0);
}
