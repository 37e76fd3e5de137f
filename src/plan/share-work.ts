import type { RoleName } from '../domain/roles.ts';
import { heapWithinMb, smallestHeapMb, spaceForHeapMb } from './memory-budget.ts';
import { type Machine, numberSet } from './size-node.ts';

/** What a machine offers to users' programs. */
interface Offer {
  readonly memoryMb: number;
  readonly cores: number;
}

export interface WorkShares {
  readonly yarn: Offer | undefined;
  readonly worker: Offer | undefined;
  /** What both take, and what is beside the heaps of Spark's executors. */
  readonly takenMb: number;
}

/** What users' programs want of a machine at the least. */
export function leastWorkMb(machine: Machine, yarnLeastMb: number): number {
  return leastYarnMb(machine, yarnLeastMb) + leastWorkerMb(machine);
}

/** Shares out what is left to users' programs: half to YARN's containers, half to Spark's executors, if there are both. */
export function shareWork(
  machine: Machine,
  { yarnLeastMb, leftMb }: { yarnLeastMb: number; leftMb: number },
): WorkShares {
  const yarnMb = shareOfYarn(machine, leastYarnMb(machine, yarnLeastMb), leftMb);
  const yarn = { memoryMb: yarnMb, cores: numberSet(machine, 'yarn.cores') ?? coresOf(machine) };
  const worker = shareOfWorker(machine, leftMb - yarnMb);
  const workerMb = worker === undefined ? 0 : spaceForHeapMb(worker.memoryMb, worker.cores);
  return { yarn: machine.roles.includes('nodemanager') ? yarn : undefined, worker, takenMb: yarnMb + workerMb };
}

function shareOfYarn(machine: Machine, leastMb: number, leftMb: number): number {
  if (!machine.roles.includes('nodemanager') || numberSet(machine, 'yarn.memory-mb') !== undefined) return leastMb;
  const halves = machine.roles.includes('worker') && numberSet(machine, 'worker.memory-mb') === undefined;
  const besideMb = Math.max(leastWorkerMb(machine), halves ? leftMb / 2 : 0);
  return Math.max(leastMb, Math.floor(leftMb - besideMb));
}

function shareOfWorker(machine: Machine, leftMb: number): Offer | undefined {
  if (!machine.roles.includes('worker')) return undefined;
  const cores = coresOfWorker(machine);
  const chosenMb = Math.max(smallestHeapMb, heapWithinMb(leftMb, cores));
  return { memoryMb: numberSet(machine, 'worker.memory-mb') ?? chosenMb, cores };
}

function leastYarnMb(machine: Machine, yarnLeastMb: number): number {
  return machine.roles.includes('nodemanager') ? (numberSet(machine, 'yarn.memory-mb') ?? yarnLeastMb) : 0;
}

function leastWorkerMb(machine: Machine): number {
  if (!machine.roles.includes('worker')) return 0;
  return spaceForHeapMb(numberSet(machine, 'worker.memory-mb') ?? smallestHeapMb, coresOfWorker(machine));
}

function coresOfWorker(machine: Machine): number {
  return numberSet(machine, 'worker.cores') ?? coresOf(machine);
}

/** Daemons that must answer while all others are busy. */
const leaders: readonly RoleName[] = ['namenode', 'resourcemanager', 'master'];

/** A core is left to the daemons that lead. YARN and Spark offer the same cores: these are shared in time. */
function coresOf({ cores, roles }: Machine): number {
  return roles.some((role) => leaders.includes(role)) ? Math.max(1, cores - 1) : cores;
}
