import { spaceForHeapMb } from './memory-budget.ts';
import type { HeapShare, TogetherShares } from './share-together.ts';
import type { Machine } from './size-node.ts';

/** Such as `128 MB and what 1/10 of the 716 MB left over holds, at most 1024; 251 MB in all`. */
export function describeHeap({ need, count, heapMb, spaceMb }: HeapShare, { surplusMb }: TogetherShares): string {
  const isLeast = heapMb <= need.leastMb;
  const growth = `${need.leastMb} MB and what 1/${need.nth} of the ${surplusMb} MB left over holds, at most ${need.mostMb}`;
  const each = count > 1 ? `${count} of them take ${spaceMb} MB in all` : `${spaceMb} MB in all`;
  return `${isLeast ? 'the smallest that works' : growth}; ${each}`;
}

export function describeClient(reserveMb: number): string {
  return `a quarter of the ${reserveMb} MB of the system, which commands share, from 128 to 512`;
}

export function describeCores({ cores }: Machine, { yarn, worker }: TogetherShares): string {
  const offered = yarn?.cores ?? worker?.cores ?? cores;
  const which = offered < cores ? 'one core is left to the daemons that lead' : 'every core';
  return yarn !== undefined && worker !== undefined ? `${which}; YARN and Spark share cores in time` : which;
}

/** Such as `2048 MB less 353 for the system and 740 for 4 daemons and drivers, shared with Spark, which gets 443`. */
export function describeRest(whose: 'yarn' | 'worker', shares: TogetherShares): string {
  const { memoryMb, reserveMb, heaps, yarn, worker } = shares;
  const parts = [`${reserveMb} for the system`, ...describeHeaps(heaps)];
  const rest = `${memoryMb} MB less ${parts.join(' and ')}`;
  const workerMb = worker === undefined ? 0 : spaceForHeapMb(worker.memoryMb, worker.cores);
  const beside = worker === undefined ? '' : `${workerMb - worker.memoryMb} MB of it are beside the heap`;
  if (whose === 'yarn') return worker === undefined ? rest : `${rest}, shared with Spark, which gets ${workerMb}`;
  return yarn === undefined ? `${rest}; ${beside}` : `${rest} and ${yarn.memoryMb} for YARN; ${beside}`;
}

function describeHeaps(heaps: readonly HeapShare[]): string[] {
  const count = heaps.reduce((total, heap) => total + heap.count, 0);
  const spaceMb = heaps.reduce((total, heap) => total + heap.spaceMb, 0);
  return count === 0 ? [] : [`${spaceMb} for ${count} ${count === 1 ? 'daemon' : 'daemons and drivers'}`];
}
