import { describe, expect, it } from 'vitest';
import type { Removal } from '../../../src/deploy/uninstall.ts';
import { describePurge, renderRemoved } from '../../../src/operations/render/removal.ts';

const own = { host: 'red', path: '/var/lib/bramble/hadoop/common/hdfs/name', sizeMb: 3, isOwn: true };
const disk = { host: 'red01', path: '/media/usb/hdfs', sizeMb: 700, isOwn: false };
const removal: Removal = {
  plan: [
    { node: 'red', actions: [] },
    { node: 'red01', actions: [] },
  ],
  data: [own, disk],
};
const linesOf = (purge: boolean, known: Parameters<typeof renderRemoved>[2] = ['hadoop']) =>
  renderRemoved({ components: ['hadoop'], purge }, removal, known).split('\n');

describe('after an uninstallation', () => {
  it('all data of HDFS stays, and it is said where and how large', () => {
    expect(linesOf(false)).toEqual([
      'hadoop is removed from 2 hosts; its data was kept',
      'red: 3 MB of HDFS stay in /var/lib/bramble/hadoop/common/hdfs/name',
      'red01: 700 MB of HDFS stay in /media/usb/hdfs',
      'the next deploy of hadoop on these hosts takes it up again',
    ]);
  });

  it('a purge leaves the disks that the operator named, and says so before and after', () => {
    expect(describePurge(removal)).toBe(' and its data, including 3 MB of HDFS, for good');
    expect(linesOf(true)).toEqual([
      'hadoop is removed from 2 hosts',
      'red01: 700 MB of HDFS stay in /media/usb/hdfs',
      'disks that --data-dir named are left: empty these folders by hand',
    ]);
  });

  it('what is left of the cluster has to be told', () => {
    expect(linesOf(true, ['hadoop', 'spark']).at(-1)).toBe('bramble deploy tells spark that it is gone');
  });
});
