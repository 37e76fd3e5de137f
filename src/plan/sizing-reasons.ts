import { daemonSpaceMb, spaceForHeapMb } from './memory-budget.ts';
import type { Machine, Shares } from './size-node.ts';

/** By key, in words: how the figure came about. */
export function describeShares(machine: Machine, shares: Shares): Record<string, string> {
  const { memoryMb, drivers, driverHeapMb, worker } = shares;
  return {
    'daemon.heap-mb': `a twentieth of ${memoryMb} MB, from 128 to 384`,
    ...(drivers > 0 && {
      'driver.memory-mb': `such an application takes ${spaceForHeapMb(driverHeapMb, 1)} MB in all`,
    }),
    ...(worker !== undefined && {
      'worker.memory-mb': describeWorker(shares, worker.memoryMb),
      'worker.cores': worker.cores < machine.cores ? 'one core is left to the master' : 'every core',
    }),
  };
}

/** Such as `4032 MB less 1008 for the system, 302 for 1 daemon and 584 beside the heap`. */
function describeWorker(shares: Shares, heapMb: number): string {
  const { memoryMb, reserveMb, daemons, daemonHeapMb, drivers, driverHeapMb } = shares;
  const daemonsMb = daemons * daemonSpaceMb(daemonHeapMb);
  const driversMb = drivers * spaceForHeapMb(driverHeapMb, 1);
  const parts = [
    `${reserveMb} for the system`,
    `${daemonsMb} for ${daemons} ${daemons === 1 ? 'daemon' : 'daemons'}`,
    ...(drivers > 0 ? [`${driversMb} for applications driven here`] : []),
  ];
  const besideMb = memoryMb - reserveMb - daemonsMb - driversMb - heapMb;
  return `${memoryMb} MB less ${parts.join(', ')} and ${besideMb} beside the heap`;
}
