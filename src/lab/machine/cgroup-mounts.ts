/** Where this machine's control groups are mounted. */
export interface CgroupMounts {
  /** The unified hierarchy (version 2): systemd in a host manages its own part of it. */
  readonly unified: string;
  /** The memory controller of version 1, where the kernel keeps it there. */
  readonly memoryV1: string | undefined;
}

/** Reads lines of /proc/self/mounts such as `cgroup2 /sys/fs/cgroup cgroup2 rw,nosuid 0 0`; none without version 2. */
export function parseCgroupMounts(mounts: string): CgroupMounts | undefined {
  const rows = mounts.split('\n').map((line) => line.split(' '));
  const unified = rows.find(([, , type]) => type === 'cgroup2')?.[1];
  const memoryV1 = rows.find(([, , type, options]) => type === 'cgroup' && options?.split(',').includes('memory'))?.[1];
  return unified === undefined ? undefined : { unified, memoryV1 };
}
