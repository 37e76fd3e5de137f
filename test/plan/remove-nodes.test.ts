import { describe, expect, it } from 'vitest';
import type { NodeSpec } from '../../src/domain/cluster.ts';
import type { RoleName } from '../../src/domain/roles.ts';
import type { DataNodeState, HdfsState } from '../../src/facts/hdfs-state.ts';
import { type FileCount, refuseByData, refuseByRoles } from '../../src/plan/refuse-removal.ts';
import { removeNodes } from '../../src/plan/remove-nodes.ts';

const node = (name: string, ...roles: RoleName[]): NodeSpec => ({
  target: { name, address: name },
  roles,
  method: 'auto',
  settings: {},
});
const work = ['datanode', 'nodemanager', 'worker'] as const;
const leading = ['namenode', 'resourcemanager', 'historyserver', 'master', 'history-server'] as const;
const cluster = (...nodes: NodeSpec[]) => ({ name: 'red', nodes });
const four = cluster(
  node('red', ...leading, ...work),
  node('red01', 'secondarynamenode', ...work),
  node('red02', ...work),
  node('red03', ...work),
);

describe('what is left of a cluster', () => {
  it('is the other nodes, with their roles', () => {
    const { spec, moves } = removeNodes(['red02', 'red03'], four);
    expect(spec.nodes.map(({ target }) => target.name)).toEqual(['red', 'red01']);
    expect(spec.nodes[0]?.roles.toSorted()).toEqual(four.nodes[0]?.roles.toSorted());
    expect(moves).toEqual([]);
  });

  it('has a SecondaryNameNode still, on another node than the NameNode’s where there is one', () => {
    expect(removeNodes(['red01'], four).moves).toEqual([{ role: 'secondarynamenode', to: 'red02' }]);
    expect(removeNodes(['red01'], four).spec.nodes[1]?.roles).toContain('secondarynamenode');
    const two = cluster(node('red', ...leading, ...work), node('red01', 'secondarynamenode', ...work));
    expect(removeNodes(['red01'], two).moves).toEqual([{ role: 'secondarynamenode', to: 'red' }]);
  });

  it('has its pages of what is over beside what they are about', () => {
    const spread = cluster(
      node('red', 'namenode', 'resourcemanager', 'master', ...work),
      node('red01', ...work, 'historyserver', 'history-server', 'connect'),
    );
    expect(removeNodes(['red01'], spread).moves).toEqual([
      { role: 'historyserver', to: 'red' },
      { role: 'history-server', to: 'red' },
      { role: 'connect', to: 'red' },
    ]);
  });
});

describe('by its roles a node may leave', () => {
  it.each([['red01'], ['red02'], ['red02', 'red03']])('where others do what it does: %s', (...names) => {
    expect(refuseByRoles(names, four)).toEqual([]);
  });

  it.each<[string, string, readonly string[]]>([
    ['the only NameNode', 'the only namenode is there', ['red']],
    ['all nodes', 'these are all nodes of the cluster', ['red', 'red01', 'red02', 'red03']],
  ])('unless it is %s', (_what, words, names) => {
    expect(refuseByRoles(names, four)[0]?.what).toContain(words);
  });

  it('unless it is the only ResourceManager or master of others', () => {
    expect(refuseByRoles(['red'], four).map(({ what }) => what)).toEqual([
      expect.stringMatching(/only namenode/),
      expect.stringMatching(/only resourcemanager/),
      expect.stringMatching(/only master/),
    ]);
  });

  it('unless nobody would be left to work', () => {
    const idle = cluster(node('red', 'master'), node('red01', 'worker'));
    expect(refuseByRoles(['red01'], idle)).toEqual([
      { what: 'no worker would be left', hint: 'bramble add another node first' },
    ]);
  });
});

describe('by its data a node may leave', () => {
  const gb = 1e9;
  const dataNode = (name: string, usedGb: number, freeGb: number, adminState = 'In Service'): DataNodeState => ({
    name,
    address: name,
    isLive: true,
    adminState,
    usedBytes: usedGb * gb,
    freeBytes: freeGb * gb,
    waitingBlocks: 0,
  });
  const hdfs = (...dataNodes: DataNodeState[]): HdfsState => ({
    safeMode: '',
    dataNodes,
    lostBlocks: 0,
    shortBlocks: 0,
  });
  const roomy = hdfs(...['red', 'red01', 'red02', 'red03'].map((name) => dataNode(name, 10, 20)));
  const files = (replication: number): FileCount[] => [{ replication, files: 7, bytes: gb }];
  const refusals = (names: string[], counts: FileCount[], state = roomy, lowersReplication = false) =>
    refuseByData({ names, files: counts, lowersReplication }, state).map(({ what, hint }) => `${what}; ${hint}`);

  it('where the others can hold its blocks with all their copies', () => {
    expect(refusals(['red03'], files(3))).toEqual([]);
    expect(refusals(['red03', 'red02'], files(2))).toEqual([]);
  });

  it('unless files are to have more copies than nodes are left, which is said with the numbers', () => {
    expect(refusals(['red02', 'red03'], files(3))).toEqual([
      'only 2 DataNodes would be left for 7 files with 3 copies; bramble add another node first, or lower them to 2 copies on purpose: --lower-replication',
    ]);
  });

  it('where these get fewer copies on purpose, but not none', () => {
    expect(refusals(['red02', 'red03'], files(3), roomy, true)).toEqual([]);
    expect(refusals(['red', 'red01', 'red02', 'red03'], files(1), roomy, true)[0]).toMatch(/0 DataNodes would be left/);
  });

  it('unless the others have too little space, which is said with the numbers', () => {
    const full = hdfs(dataNode('red', 10, 2), dataNode('red01', 10, 2.5), dataNode('red02', 10, 9));
    expect(refusals(['red02'], files(2), full)).toEqual([
      '10.0 GB of blocks are there, and the other DataNodes have 4.5 GB free; bramble add another node first, or remove files from HDFS',
    ]);
  });

  it('and neither a node in maintenance nor one that leaves too counts for it', () => {
    const leaving = hdfs(
      dataNode('red', 1, 20),
      dataNode('red01', 1, 20, 'In Maintenance'),
      dataNode('red02', 1, 20, 'Decommission In Progress'),
      dataNode('red03', 1, 20),
    );
    expect(refusals(['red03'], files(2), leaving)[0]).toMatch(
      /^only 1 DataNode would be left for 7 files with 2 copies/,
    );
  });

  it('unless HDFS is in safe mode', () => {
    expect(refusals(['red03'], [], { ...roomy, safeMode: 'ON' })[0]).toMatch(/safe mode/);
  });
});
