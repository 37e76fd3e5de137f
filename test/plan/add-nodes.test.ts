import { describe, expect, it } from 'vitest';
import type { NodeSpec } from '../../src/domain/cluster.ts';
import { addNodes, refuseMember } from '../../src/plan/add-nodes.ts';
import { blankHost } from '../support/facts.ts';

const node = (name: string, change: Partial<NodeSpec> = {}): NodeSpec => ({
  target: { name, address: name, user: 'pi' },
  roles: ['datanode', 'nodemanager', 'worker'],
  method: 'auto',
  settings: { 'log.level': 'warn', 'datanode.heap-mb': name === 'red' ? '256' : '512' },
  ...change,
});
const cluster = {
  name: 'red',
  nodes: [node('red', { roles: ['namenode', 'datanode', 'master', 'worker'] }), node('red01')],
};
const targets = [{ name: 'red02', address: 'red02.local' }];

describe('a cluster with more nodes', () => {
  it('has them at the end, at work like the others', () => {
    const added = addNodes(cluster, { targets }).nodes.at(-1);
    expect(added).toEqual({
      target: { name: 'red02', address: 'red02.local', user: 'pi' },
      roles: ['datanode', 'nodemanager', 'worker'],
      method: 'auto',
      settings: { 'log.level': 'warn' },
    });
  });

  it('leaves the others as they are', () => {
    expect(addNodes(cluster, { targets }).nodes.slice(0, 2)).toEqual(cluster.nodes);
  });

  it('gives no roles that the cluster does not have', () => {
    const spark = { name: 'red', nodes: [node('red', { roles: ['master', 'worker'] })] };
    expect(addNodes(spark, { targets }).nodes.at(-1)?.roles).toEqual(['worker']);
  });

  it('takes folders and method of its own, and a user of its own', () => {
    const own = {
      targets: [{ name: 'red02', address: 'red02', user: 'ubuntu' }],
      method: 'snap' as const,
      dataDirs: ['/mnt/a', '/mnt/b'],
    };
    expect(addNodes(cluster, own).nodes.at(-1)).toMatchObject({
      target: { user: 'ubuntu' },
      method: 'snap',
      settings: { 'hdfs.data-dirs': '/mnt/a\n/mnt/b' },
    });
  });

  it('is the same where it has them already, so that the command can be repeated', () => {
    expect(addNodes(cluster, { targets: [{ name: 'red01', address: 'red01' }] })).toEqual(cluster);
  });
});

describe('a host that is a node of another cluster', () => {
  const noted = (name: string) =>
    blankHost({ record: { version: 1, cluster: name, node: 'red02', spec: {}, components: {} } });

  it('is refused, with how to take it out of that', () => {
    expect(refuseMember('red', noted('blue'))).toEqual({
      what: 'it is a node of the cluster blue',
      hint: 'remove it from that one first: bramble remove red02 --cluster blue',
    });
  });

  it('is no trouble where it is of this one, or of none', () => {
    expect(refuseMember('red', noted('red'))).toBeUndefined();
    expect(refuseMember('red', blankHost())).toBeUndefined();
  });
});
