import { type HeapNeed, heapNeeds } from './heap-needs.ts';
import { systemReserveMb, usableMb } from './memory-budget.ts';
import { leastWorkMb, shareWork, type WorkShares } from './share-work.ts';
import { type Machine, numberSet } from './size-node.ts';

/** One kind of heap on a machine. */
export interface HeapShare {
  readonly need: HeapNeed;
  /** How many processes have it. */
  readonly count: number;
  readonly heapMb: number;
  /** What all of them take. */
  readonly spaceMb: number;
}

/** How the memory of a machine with a part in Hadoop is shared out, in MB. */
export interface TogetherShares extends WorkShares {
  readonly memoryMb: number;
  readonly reserveMb: number;
  readonly heaps: readonly HeapShare[];
  /** What is left over when everything has its least; below zero where that does not fit. */
  readonly surplusMb: number;
  /** What is promised to nobody; below zero where more is promised than there is. */
  readonly spareMb: number;
}

/** To the system at the least, and this part of what is left over, until it has what it has without Hadoop. */
const leastReserveMb = 320;
const reserveNth = 5;

/**
 * Shares out a machine's memory: to everything its least, of what is left over a part to the system and to each heap,
 * and the rest to YARN's containers and Spark's executors, half to each where there are both.
 */
export function shareTogether(machine: Machine, yarnLeastMb: number): TogetherShares {
  const memoryMb = usableMb(machine.memoryMb);
  const least = heapsOf(machine, 0);
  const surplusMb = memoryMb - leastReserveMb - sum(least) - leastWorkMb(machine, yarnLeastMb);
  const heaps = heapsOf(machine, Math.max(0, surplusMb));
  const reserveMb = reserveWithin(memoryMb, Math.max(0, surplusMb));
  const leftMb = memoryMb - reserveMb - sum(heaps);
  const work = shareWork(machine, { yarnLeastMb, leftMb });
  return { ...work, memoryMb, reserveMb, heaps, surplusMb, spareMb: leftMb - work.takenMb };
}

function reserveWithin(memoryMb: number, surplusMb: number): number {
  return Math.min(leastReserveMb + Math.floor(surplusMb / reserveNth), systemReserveMb(memoryMb));
}

function heapsOf(machine: Machine, surplusMb: number): HeapShare[] {
  return heapNeeds.flatMap((need) => {
    const count = machine.roles.filter((role) => need.roles.includes(role)).length;
    if (count === 0) return [];
    const heapMb = numberSet(machine, need.key) ?? grown(need, surplusMb);
    return [{ need, count, heapMb, spaceMb: count * need.spaceFor(heapMb) }];
  });
}

function grown({ leastMb, mostMb, nth, spaceFor, heapIn }: HeapNeed, surplusMb: number): number {
  return Math.min(mostMb, heapIn(spaceFor(leastMb) + Math.floor(surplusMb / nth)));
}

function sum(heaps: readonly HeapShare[]): number {
  return heaps.reduce((total, { spaceMb }) => total + spaceMb, 0);
}
