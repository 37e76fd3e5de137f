import { type Fact, linesOf } from './fact.ts';

/** Whether the kernel has the memory controller of either kind of control groups; a Pi's firmware may switch it off. */
export const memoryControllerFact: Fact<boolean> = {
  script: `cat /sys/fs/cgroup/cgroup.controllers /sys/fs/cgroup/unified/cgroup.controllers | sed 's/^/v2 /'
awk '$1 == "memory" && $4 == 1 { print "v1 memory" }' /proc/cgroups`,
  parse: (text) => linesOf(text).some((line) => line.split(/\s+/).slice(1).includes('memory')),
};
