import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RoleName } from '../../src/domain/roles.ts';
import { type BatchNode, planBatches } from '../../src/plan/plan-batches.ts';

const node = (name: string, ...roles: RoleName[]): BatchNode => ({ name, roles });
const namesOf = (nodes: readonly BatchNode[], wish: Parameters<typeof planBatches>[1]) =>
  planBatches(nodes, wish).map((batch) => batch.nodes.join('+'));

const spark = [
  node('red', 'master', 'history-server'),
  ...[1, 2, 3, 4].map((number) => node(`red0${number}`, 'worker')),
];

describe('the order of an upgrade', () => {
  it.each<[string, readonly BatchNode[], Parameters<typeof planBatches>[1], string[]]>([
    ['the master, then one at a time', spark, { size: { count: 1 } }, ['red', 'red01', 'red02', 'red03', 'red04']],
    ['a share of those that lead nothing', spark, { size: { percent: 50 } }, ['red', 'red01+red02', 'red03+red04']],
    ['never less than one', spark, { size: { percent: 1 } }, ['red', 'red01', 'red02', 'red03', 'red04']],
    ['the last batch may be smaller', spark, { size: { count: 3 } }, ['red', 'red01+red02+red03', 'red04']],
    [
      'the canary alone, after the master',
      spark,
      { size: { count: 4 }, canary: 'red03' },
      ['red', 'red03', 'red01+red02+red04'],
    ],
    [
      'the NameNode before the ResourceManager and the master',
      [node('red', 'master', 'resourcemanager'), node('red01', 'namenode'), node('red02', 'worker')],
      { size: { count: 2 } },
      ['red01', 'red', 'red02'],
    ],
    [
      'DataNodes one by one, whatever was asked for',
      [node('red', 'namenode'), node('red01', 'datanode'), node('red02', 'datanode'), node('red03', 'nodemanager')],
      { size: { count: 9 } },
      ['red', 'red01', 'red02', 'red03'],
    ],
    ['nothing where nothing changes', [], { size: { count: 1 } }, []],
  ])('%s', (_title, nodes, wish, batches) => {
    expect(namesOf(nodes, wish)).toEqual(batches);
  });

  it('says why each goes alone', () => {
    const nodes = [node('red', 'namenode', 'resourcemanager'), node('red01', 'datanode'), node('red02', 'worker')];
    expect(planBatches(nodes, { size: { count: 1 }, canary: 'red02' }).map(({ because }) => because)).toEqual([
      'it runs the namenode and the resourcemanager',
      'it is the canary',
      'one DataNode at a time',
    ]);
  });

  it('takes every node once, and never two that hold blocks together', () => {
    const roles = fc.subarray<RoleName>(['namenode', 'datanode', 'nodemanager', 'master', 'worker'], { minLength: 1 });
    fc.assert(
      fc.property(fc.array(roles, { maxLength: 12 }), fc.integer({ min: 1, max: 5 }), (all, count) => {
        const nodes = all.map((own, at) => node(`n${at}`, ...own));
        const batches = planBatches(nodes, { size: { count } });
        expect(batches.flatMap((batch) => batch.nodes).toSorted()).toEqual(nodes.map(({ name }) => name).toSorted());
        for (const batch of batches) {
          const holding = nodes.filter(
            ({ name, roles: own }) => batch.nodes.includes(name) && own.includes('datanode'),
          );
          expect(holding.length).toBeLessThan(2);
          expect(batch.nodes.length).toBeLessThanOrEqual(count);
        }
      }),
    );
  });
});
