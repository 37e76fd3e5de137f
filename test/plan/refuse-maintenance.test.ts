import { describe, expect, it } from 'vitest';
import type { DataNodeState, HdfsState } from '../../src/facts/hdfs-state.ts';
import { refuseMaintenance } from '../../src/plan/refuse-maintenance.ts';

const node = (name: string, change: Partial<DataNodeState> = {}): DataNodeState => ({
  name,
  address: name,
  isLive: true,
  adminState: 'In Service',
  usedBytes: 0,
  freeBytes: 1,
  waitingBlocks: 0,
  ...change,
});
const hdfs = (...dataNodes: DataNodeState[]): HdfsState => ({ safeMode: '', dataNodes, lostBlocks: 0, shortBlocks: 0 });

describe('maintenance of a DataNode', () => {
  it('is possible where another one stays', () => {
    expect(refuseMaintenance(['red01'], hdfs(node('red'), node('red01')))).toBeUndefined();
  });

  it.each([
    ['the only one', hdfs(node('red01'))],
    ['the only one that lives', hdfs(node('red', { isLive: false }), node('red01'))],
    ['the only one that is not in maintenance', hdfs(node('red', { adminState: 'In Maintenance' }), node('red01'))],
  ])('is refused for %s', (_which, state) => {
    expect(refuseMaintenance(['red01'], state)).toBe('no other DataNode would be left to read from');
  });

  it('is refused where the NameNode knows none of that name', () => {
    expect(refuseMaintenance(['blue'], hdfs(node('red')))).toBe('the NameNode knows no DataNode on blue');
  });

  it('is refused in safe mode', () => {
    const state = { ...hdfs(node('red'), node('red01')), safeMode: 'Safe mode is ON.' };
    expect(refuseMaintenance(['red01'], state)).toMatch(/safe mode/);
  });
});
