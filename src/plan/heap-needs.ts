import type { RoleName } from '../domain/roles.ts';
import { daemonSpaceMb, heapWithinMb, smallestHeapMb, spaceForHeapMb } from './memory-budget.ts';

/** A heap that is as large as its machine allows, and what a process with it takes in all. */
export interface HeapNeed {
  readonly key: string;
  /** Each of these that a machine has takes one such heap. */
  readonly roles: readonly RoleName[];
  readonly leastMb: number;
  readonly mostMb: number;
  /** How much of what is left over, when every process has its least, goes to this one: the n in a n-th. */
  readonly nth: number;
  readonly spaceFor: (heapMb: number) => number;
  /** The reverse: the largest heap that a space can have. */
  readonly heapIn: (spaceMb: number) => number;
}

/**
 * Every heap of a machine that has a part in Hadoop. A new role is a new row.
 * Measured is the peak of resident memory with the least heap, in four MapReduce jobs and 3000 small files (decision 0121).
 */
export const heapNeeds: readonly HeapNeed[] = [
  hadoop('namenode', { measuredMb: 168, nth: 10, mostMb: 1024 }),
  // Merges the NameNode's whole image, and so wants what that one has.
  hadoop('secondarynamenode', { measuredMb: 112, nth: 10, mostMb: 1024 }),
  hadoop('datanode', { measuredMb: 135, nth: 24, mostMb: 512 }),
  hadoop('resourcemanager', { measuredMb: 224, nth: 16, mostMb: 768 }),
  hadoop('nodemanager', { measuredMb: 206, nth: 24, mostMb: 512 }),
  hadoop('historyserver', { measuredMb: 141, nth: 24, mostMb: 384 }),
  {
    key: 'daemon.heap-mb',
    roles: ['master', 'worker', 'history-server'],
    leastMb: 128,
    mostMb: 384,
    nth: 32,
    spaceFor: daemonSpaceMb,
    heapIn: (spaceMb) => Math.floor(spaceMb / 1.6),
  },
  {
    key: 'driver.memory-mb',
    roles: ['master', 'connect'],
    leastMb: smallestHeapMb,
    mostMb: 2048,
    nth: 12,
    spaceFor: (heapMb) => spaceForHeapMb(heapMb, 1),
    heapIn: (spaceMb) => heapWithinMb(spaceMb, 1),
  },
];

/** Keys that promise memory of a machine to a process. */
export const promisedKeys: ReadonlySet<string> = new Set([
  ...heapNeeds.map(({ key }) => key),
  'worker.memory-mb',
  'yarn.memory-mb',
]);

/** Seven in a hundred more than was measured; and beyond the least heap, every MB of heap is a MB more. */
function hadoop(role: RoleName, { measuredMb, nth, mostMb }: { measuredMb: number; nth: number; mostMb: number }) {
  const leastMb = 128;
  const leastSpaceMb = Math.ceil(measuredMb * 1.07);
  return {
    key: `${role}.heap-mb`,
    roles: [role],
    leastMb,
    mostMb,
    nth,
    spaceFor: (heapMb: number) => leastSpaceMb + heapMb - leastMb,
    heapIn: (spaceMb: number) => leastMb + spaceMb - leastSpaceMb,
  };
}
