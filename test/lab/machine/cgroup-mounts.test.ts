import { describe, expect, it } from 'vitest';
import { parseCgroupMounts } from '../../../src/lab/machine/cgroup-mounts.ts';

// From a Debian 12 machine with the controllers in version 1, shortened.
const hybrid = `proc /proc proc rw,relatime 0 0
cgroup /sys/fs/cgroup/cpu cgroup rw,relatime,cpu 0 0
cgroup /sys/fs/cgroup/memory cgroup rw,relatime,memory 0 0
cgroup2 /sys/fs/cgroup/unified cgroup2 rw,relatime 0 0
`;
// From today's Debian and Ubuntu.
const unified = `sysfs /sys sysfs rw,nosuid,nodev,noexec,relatime 0 0
cgroup2 /sys/fs/cgroup cgroup2 rw,nosuid,nodev,noexec,relatime,nsdelegate,memory_recursiveprot 0 0
`;

describe('control groups', () => {
  it('are in two places on a hybrid machine', () => {
    expect(parseCgroupMounts(hybrid)).toEqual({
      unified: '/sys/fs/cgroup/unified',
      memoryV1: '/sys/fs/cgroup/memory',
    });
  });

  it('are in one place where there is only version 2', () => {
    expect(parseCgroupMounts(unified)).toEqual({ unified: '/sys/fs/cgroup', memoryV1: undefined });
  });

  it('cannot be used without version 2', () => {
    expect(parseCgroupMounts('cgroup /sys/fs/cgroup/memory cgroup rw,memory 0 0\n')).toBeUndefined();
    expect(parseCgroupMounts('')).toBeUndefined();
  });
});
