import { type Shares, shareOut } from './size-node.ts';
import type { Sizer } from './sizer.ts';
import { describeShares } from './sizing-reasons.ts';

/** Sizes machines of a cluster that has Spark and nothing else. */
export const sparkSizer: Sizer = {
  size: (machine) => {
    const shares = shareOut(machine);
    return { settings: settingsOf(shares), reasons: describeShares(machine, shares) };
  },
  spareMb: (machine) => shareOut(machine).spareMb,
};

function settingsOf({ daemonHeapMb, drivers, driverHeapMb, worker }: Shares): Record<string, string> {
  return {
    'daemon.heap-mb': String(daemonHeapMb),
    ...(drivers > 0 && { 'driver.memory-mb': String(driverHeapMb) }),
    ...(worker !== undefined && {
      'worker.memory-mb': String(worker.memoryMb),
      'worker.cores': String(worker.cores),
    }),
  };
}
