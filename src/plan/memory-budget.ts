/** Smallest heap that any daemon, driver or executor gets: what the table of keys allows for the last two. */
export const smallestHeapMb = 256;

/** Figures below are rounded down to this, so that a kernel that counts a few MB differently changes no key. */
const grainMb = 64;

/** The memory to share out: what the machine has, in whole grains. */
export function usableMb(memoryMb: number): number {
  return Math.floor(memoryMb / grainMb) * grainMb;
}

/** What stays with the system and its page cache: a quarter, within limits that were measured on idle systems. */
export function systemReserveMb(memoryMb: number): number {
  return Math.max(320, Math.min(Math.floor(memoryMb / 4), 1024), Math.floor(memoryMb / 8));
}

/** Heap of each daemon on a machine. */
export function daemonHeapMb(memoryMb: number): number {
  return Math.min(384, Math.max(128, Math.floor(memoryMb / 20)));
}

/** What a daemon takes in all. Measured: with a heap of 128 MB, master, worker and history server peak at 200 MB. */
export function daemonSpaceMb(heapMb: number): number {
  return Math.ceil(heapMb * 1.6);
}

/** Heap of an executor or a driver that has `partMb` for itself and `pythonWorkers` Python processes. */
export function heapWithinMb(partMb: number, pythonWorkers: number): number {
  const spaceMb = Math.floor(partMb); // of a part of a MB, rounding up the reverse would ask for a whole one
  return Math.floor(spaceMb - Math.min(spaceMb / 4, besideHeapMb(spaceMb / 10, pythonWorkers)));
}

/** The reverse: what an executor or a driver with such a heap takes in all. */
export function spaceForHeapMb(heapMb: number, pythonWorkers: number): number {
  return Math.ceil(heapMb + Math.min(heapMb / 3, besideHeapMb(heapMb / 9, pythonWorkers)));
}

/** Java's own memory and that of one Python process. Measured: an executor with 256 MB of heap takes up to 450 in all. */
const leastBesideInContainerMb = 256;

/** What an executor or a driver has beside its heap in a container of YARN, which ends what takes more than it asked for. */
export function besideInContainerMb(heapMb: number): number {
  return Math.max(leastBesideInContainerMb, spaceForHeapMb(heapMb, 1) - heapMb);
}

/** Heap of an executor in such a container. */
export function heapInContainerMb(containerMb: number): number {
  return Math.min(heapWithinMb(containerMb, 1), containerMb - leastBesideInContainerMb);
}

/** As Spark on YARN counts it, 384 MB or a tenth, and 64 MB for each Python process. */
function besideHeapMb(tenth: number, pythonWorkers: number): number {
  return Math.max(384, tenth) + 64 * pythonWorkers;
}
