import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateKey } from '../../src/config/key-schema.ts';
import { type RoleName, rolesOf } from '../../src/domain/roles.ts';
import type { NamedMachine } from '../../src/plan/sized-machine.ts';
import { type NodeSizing, sizeCluster } from '../../src/plan/sizing.ts';
import { anyCluster, memoryOf, promisedMb } from '../support/sizes.ts';

const storing: readonly RoleName[] = ['datanode', 'nodemanager'];
const working: readonly RoleName[] = [...storing, 'worker'];
const leading: readonly RoleName[] = ['namenode', 'resourcemanager', 'historyserver'];
const leadingBoth: readonly RoleName[] = [...leading, 'master', 'history-server'];

describe('one machine of a cluster of three with Hadoop', () => {
  it.each<[string, number, readonly RoleName[], Record<string, number>]>([
    ['a DataNode of 1 GB', 906, ['datanode'], { datanode: 145 }],
    ['a NameNode of 1 GB', 906, ['namenode'], { namenode: 167 }],
    ['a node of 2 GB', 1845, storing, { datanode: 152, nodemanager: 152, yarn: 940 }],
    ['a node of 4 GB', 3790, storing, { datanode: 235, nodemanager: 235, yarn: 2361 }],
    ['a node of 8 GB', 7820, storing, { datanode: 403, nodemanager: 403, yarn: 5868 }],
    ['a node of 16 GB', 15900, storing, { datanode: 512, nodemanager: 512, yarn: 12754 }],
    [
      'a node of 2 GB with Spark',
      1845,
      working,
      { datanode: 129, nodemanager: 129, daemon: 128, yarn: 512, worker: 283 },
    ],
    ['a lab host with Spark', 2048, working, { datanode: 140, nodemanager: 140, daemon: 133, yarn: 532, worker: 399 }],
    [
      'a node of 4 GB with Spark',
      3790,
      working,
      { datanode: 212, nodemanager: 212, daemon: 167, yarn: 1124, worker: 843 },
    ],
    [
      'a node of 8 GB with Spark',
      7820,
      working,
      { datanode: 380, nodemanager: 380, daemon: 246, yarn: 2760, worker: 2120 },
    ],
    ['a leader of 2 GB', 1845, leading, { namenode: 218, resourcemanager: 184, historyserver: 165 }],
    [
      'a leader of 2 GB with Spark',
      2048,
      leadingBoth,
      { namenode: 168, resourcemanager: 153, historyserver: 144, daemon: 135, driver: 281 },
    ],
    [
      'a leader of 8 GB with Spark that works too',
      7820,
      [...leadingBoth, ...working],
      {
        namenode: 602,
        datanode: 325,
        resourcemanager: 424,
        nodemanager: 325,
        historyserver: 325,
        daemon: 220,
        driver: 552,
        yarn: 1347,
        worker: 1010,
      },
    ],
  ])('%s', (_, memoryMb, roles, expected) => {
    const sizing = sizeAmongTwo({ name: 'red', memoryMb, cores: 4, roles });
    expect(memoryOf(sizing)).toEqual(expected);
    expect(sizing.refuse).toBeUndefined();
  });

  it.each<[number, readonly RoleName[], string]>([
    [430, ['datanode'], 'needs 512 MB; it has room for no daemon of Hadoop; the smallest wants 448 MB'],
    [906, storing, '906 MB is too little for datanode, nodemanager, which need 1216 MB; it has room for datanode'],
    [906, ['nodemanager'], '906 MB is too little for nodemanager, which needs 1088 MB'],
    [
      1845,
      [...working, 'secondarynamenode'],
      'which need 1920 MB; it has room for datanode, nodemanager, secondarynamenode',
    ],
    [
      2048,
      [...leadingBoth, ...working],
      'which need 3072 MB; it has room for namenode, resourcemanager, historyserver, master, history-server, datanode',
    ],
  ])('of %i MB is refused as %s, and told what would fit', (memoryMb, roles, why) => {
    expect(sizeAmongTwo({ name: 'red', memoryMb, cores: 4, roles }).refuse).toContain(why);
  });

  it('says how each figure came about', () => {
    const machine = { name: 'red', memoryMb: 2048, cores: 4, roles: working, dataDiskMb: 20_000 };
    expect(sizeAmongTwo(machine).reasons).toMatchObject({
      'datanode.heap-mb': '128 MB and what 1/24 of the 303 MB left over holds, at most 512; 157 MB in all',
      'client.heap-mb': 'a quarter of the 380 MB of the system, which commands share, from 128 to 512',
      'yarn.memory-mb':
        '2048 MB less 380 for the system and 603 for 3 daemons and drivers, shared with Spark, which gets 532',
      'worker.cores': 'every core; YARN and Spark share cores in time',
      'hdfs.reserved-mb': 'an eighth of the disk’s 20000 MB, in powers of two, from 256 to 4096',
    });
  });

  it('takes the operator’s figures, says so, and shares the rest', () => {
    const machine = { name: 'red', memoryMb: 7820, cores: 4, roles: working };
    const { settings, reasons, refuse } = sizeAmongTwo({ ...machine, settings: { 'yarn.memory-mb': '4096' } });
    expect(settings['yarn.memory-mb']).toBe('4096');
    expect(reasons['yarn.memory-mb']).toBe('set by you');
    expect(Number(settings['worker.memory-mb'])).toBe(1532);
    expect(refuse).toBeUndefined();
  });

  it('says by how much the operator’s figures are too large, and only of those that promise memory', () => {
    const settings = { 'yarn.memory-mb': '4096', 'hdfs.block-size-mb': '128' };
    const { reasons, refuse } = sizeAmongTwo({ name: 'red', memoryMb: 3790, cores: 4, roles: storing, settings });
    expect(reasons['yarn.memory-mb']).toBe('set by you; with it 1006 MB more are promised than there are');
    expect(reasons['hdfs.block-size-mb']).toBe('set by you');
    expect(refuse).toBeUndefined();
  });
});

describe('a cluster with Hadoop', () => {
  const node = (name: string, memoryMb: number, roles = storing): NamedMachine => ({ name, memoryMb, cores: 4, roles });

  it.each([
    [1, '1'],
    [2, '2'],
    [3, '3'],
    [5, '3'],
  ])('of %i DataNodes keeps %s copies', (count, copies) => {
    const sizes = sizeCluster(Array.from({ length: count }, (_, at) => node(`red${at}`, 3790)));
    expect([...sizes.values()].map(({ settings }) => settings['hdfs.replication'])).toEqual(Array(count).fill(copies));
  });

  it('has containers that the smallest NodeManager can hold, and as large ones as the largest offers', () => {
    const sizes = sizeCluster([node('red', 15900, [...leading, ...storing]), node('red01', 1845)]);
    expect(sizes.get('red')?.settings).toMatchObject({
      'yarn.min-allocation-mb': '64',
      'yarn.max-allocation-mb': '10391',
      'mapreduce.am-memory-mb': '256',
      'mapreduce.map-memory-mb': '256',
      'hdfs.block-size-mb': '32',
    });
    expect(sizes.get('red01')?.settings['yarn.max-allocation-mb']).toBe('10391');
    expect(sizes.get('red01')?.settings).not.toHaveProperty(['yarn.min-allocation-mb']);
  });

  it('has larger containers and blocks on larger machines', () => {
    const sizes = sizeCluster([node('red', 7820, [...leading, ...storing]), node('red01', 7820)]);
    expect(sizes.get('red')?.settings).toMatchObject({
      'yarn.min-allocation-mb': '128',
      'mapreduce.am-memory-mb': '512',
      'mapreduce.map-memory-mb': '768',
      'hdfs.block-size-mb': '64',
    });
  });

  it.each([
    [1_500, '256'],
    [7_000, '512'],
    [25_000, '2048'],
    [110_000, '4096'],
  ])('leaves, of %i MB of disk, %s MB free', (dataDiskMb, reserved) => {
    const sizes = sizeCluster([{ ...node('red', 3790), dataDiskMb }]);
    expect(sizes.get('red')?.settings['hdfs.reserved-mb']).toBe(reserved);
  });

  it('without Spark has no setting of Spark, and without a daemon what commands need', () => {
    const sizes = sizeCluster([node('red', 3790), node('red01', 906, [])]);
    expect(
      Object.keys(sizes.get('red')?.settings ?? {}).filter((name) => /executor|driver|daemon|spark/.test(name)),
    ).toEqual([]);
    expect(Object.keys(sizes.get('red01')?.settings ?? {})).toEqual([
      'client.heap-mb',
      'hdfs.replication',
      'hdfs.block-size-mb',
      'yarn.max-allocation-mb',
      'mapreduce.am-memory-mb',
      'mapreduce.map-memory-mb',
      'mapreduce.reduce-memory-mb',
    ]);
  });

  it('makes Spark’s containers on YARN as small as they are counted, and keeps the operator’s properties', () => {
    const own = { 'extra.spark-defaults': 'spark.yarn.am.memory=200m' };
    const sizes = sizeCluster([node('red01', 2048, working), { ...node('red02', 2048, working), settings: own }]);
    const lines = sizes.get('red02')?.settings['extra.spark-defaults']?.split('\n');
    expect(sizes.get('red02')?.settings['executor.memory-mb']).toBe('256');
    expect(lines).toEqual([
      'spark.yarn.am.memory=200m',
      'spark.testing.reservedMemory=89128960',
      'spark.yarn.am.memoryOverhead=112m',
      'spark.executor.memoryOverhead=256m',
      'spark.driver.memoryOverhead=256m',
    ]);
  });

  it('of one machine has room for Spark’s only executor beside the master of its application', () => {
    const { settings, refuse } = sizeAlone({
      name: 'red',
      memoryMb: 3790,
      cores: 4,
      roles: [...leadingBoth, ...working],
    });
    expect([refuse, settings['yarn.memory-mb'], settings['executor.memory-mb']]).toEqual([undefined, '768', '256']);
  });
});

describe('for any cluster with Hadoop', () => {
  it('all that is promised and the least reserve fit, or it is refused', () => {
    fc.assert(
      fc.property(anyCluster, (machines) => {
        const sizes = sizeCluster(machines);
        for (const machine of machines) {
          const sizing = sizes.get(machine.name);
          if (sizing?.refuse === undefined)
            expect(320 + promisedMb(machine, sizing?.settings ?? {})).toBeLessThanOrEqual(machine.memoryMb);
          else expect(machine.memoryMb).toBeLessThan(4096);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('no figure is outside what its key allows, and each has a reason', () => {
    fc.assert(
      fc.property(anyCluster, (machines) => {
        for (const { settings, reasons } of sizeCluster(machines).values()) {
          const faults = Object.entries(settings).map(([name, value]) => validateKey(name, value));
          expect(faults.filter((fault) => fault !== undefined)).toEqual([]);
          expect(Object.keys(reasons).toSorted()).toEqual(Object.keys(settings).toSorted());
        }
      }),
    );
  });

  it('every NodeManager holds the master of an application and a task, and copies find a DataNode each', () => {
    fc.assert(
      fc.property(anyCluster, (machines) => {
        const dataNodes = machines.filter(({ roles }) => roles.includes('datanode')).length;
        for (const { settings } of sizeCluster(machines).values()) {
          const figure = (name: string, otherwise = 0) => Number(settings[name] ?? otherwise);
          const jobMb = figure('mapreduce.am-memory-mb') + figure('mapreduce.map-memory-mb');
          expect(jobMb).toBeLessThanOrEqual(figure('yarn.memory-mb', Number.POSITIVE_INFINITY));
          expect(figure('hdfs.replication')).toBeLessThanOrEqual(dataNodes);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('a container of Spark’s executor fits every NodeManager, on the only one beside the master of its application', () => {
    fc.assert(
      fc.property(anyCluster, (machines) => {
        const all = [...sizeCluster(machines).values()].map(({ settings }) => settings);
        const figures = (key: string) => all.flatMap((settings) => settings[key] ?? []).map(Number);
        const offers = figures('yarn.memory-mb');
        const roomMb = Math.min(...offers) - (offers.length === 1 ? 256 : 0);
        const stepMb = figures('yarn.min-allocation-mb')[0] ?? 64;
        const asked = all.flatMap(executorContainerMb).map((mb) => Math.ceil(mb / stepMb) * stepMb);
        for (const containerMb of asked) expect(containerMb).toBeLessThanOrEqual(roomMb);
      }),
      { numRuns: 200 },
    );
  });

  it('more memory never makes any share of a machine smaller, nor refuses what fitted', () => {
    const roles = fc.subarray([...rolesOf('hadoop'), ...rolesOf('spark')], { minLength: 1 });
    fc.assert(
      fc.property(fc.integer({ min: 256, max: 32768 }), fc.nat(4096), roles, (memoryMb, more, wanted) => {
        const machine = { name: 'red', memoryMb, cores: 4, roles: wanted };
        const [less, greater] = [sizeAmongTwo(machine), sizeAmongTwo({ ...machine, memoryMb: memoryMb + more })];
        for (const [name, value] of Object.entries(memoryOf(less)))
          expect(memoryOf(greater)[name]).toBeGreaterThanOrEqual(value);
        if (less.refuse === undefined) expect(greater.refuse).toBeUndefined();
      }),
      { numRuns: 200 },
    );
  });
});

function executorContainerMb(settings: Readonly<Record<string, string>>): number[] {
  const overhead = /spark.executor.memoryOverhead=(\d+)m/.exec(settings['extra.spark-defaults'] ?? '')?.[1];
  return overhead === undefined ? [] : [Number(settings['executor.memory-mb']) + Number(overhead)];
}

function sizeAmongTwo(machine: NamedMachine): NodeSizing {
  const others = ['red98', 'red99'].map((name) => ({ name, memoryMb: 16384, cores: 4, roles: working }));
  return sizeAlone(
    machine,
    machine.roles.some((role) => rolesOf('spark').includes(role)) ? others : others.map(withoutSpark),
  );
}

function withoutSpark(machine: NamedMachine): NamedMachine {
  return { ...machine, roles: storing };
}

function sizeAlone(machine: NamedMachine, others: readonly NamedMachine[] = []): NodeSizing {
  const sizing = sizeCluster([machine, ...others]).get(machine.name);
  if (sizing === undefined) throw new Error('not sized');
  return sizing;
}
