import { describe, expect, it } from 'vitest';
import { findNew } from '../../src/upgrade/gate.ts';
import type { Finding } from '../../src/verify/finding.ts';

const failed = (rung: Finding['rung'], node: string, role?: Finding['role']): Finding => ({
  rung,
  node,
  state: 'failed',
  detail: 'it is so',
  ...(role && { role }),
});
const gate = { nodes: ['red01'], notYet: [], known: [] } as const;

describe('what keeps a batch from passing its gate', () => {
  const worker = failed('service', 'red02', 'worker');

  it('is whatever fails anywhere, but for what cannot hold yet', () => {
    expect(findNew([worker, failed('workers', 'red')], { ...gate, notYet: ['workers'] })).toEqual([worker]);
  });

  it('is not what failed on another node before, nor in the cluster as a whole', () => {
    const hdfs = failed('hdfs', 'red01');
    expect(findNew([worker, hdfs], { ...gate, known: [worker, hdfs] })).toEqual([]);
    expect(findNew([worker], { ...gate, known: [failed('service', 'red02', 'datanode')] })).toEqual([worker]);
  });

  it('is what fails on its own nodes, whether or not it did before', () => {
    const own = failed('service', 'red01', 'worker');
    expect(findNew([own], { ...gate, known: [own] })).toEqual([own]);
  });
});
