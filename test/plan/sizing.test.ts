import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateKey } from '../../src/config/key-schema.ts';
import { type RoleName, roleNames, rolesOf } from '../../src/domain/roles.ts';
import { type Machine, shareOut } from '../../src/plan/size-node.ts';
import { sizeCluster, sizeNode } from '../../src/plan/sizing.ts';

const everything: readonly RoleName[] = ['master', 'worker', 'history-server'];

describe('one machine', () => {
  it.each<[string, Omit<Machine, 'cores'>, string[]]>([
    ['a worker of 8 GB', { memoryMb: 7810, roles: ['worker'] }, ['daemon 384', 'worker 5296', 'cores 4']],
    ['a worker of 4 GB', { memoryMb: 3790, roles: ['worker'] }, ['daemon 188', 'worker 1898', 'cores 4']],
    ['a worker of 2 GB', { memoryMb: 1850, roles: ['worker'] }, ['daemon 128', 'worker 854', 'cores 4']],
    ['a worker of 1 GB', { memoryMb: 906, roles: ['worker'] }, ['daemon 128', 'worker 278', 'cores 4']],
    [
      'a working master of 8 GB',
      { memoryMb: 7810, roles: everything },
      ['daemon 384', 'driver 1024', 'worker 2997', 'cores 3'],
    ],
    [
      'a working master of 4 GB',
      { memoryMb: 3790, roles: everything },
      ['daemon 188', 'driver 482', 'worker 964', 'cores 3'],
    ],
    [
      'a working master of 2 GB',
      { memoryMb: 1850, roles: everything },
      ['daemon 128', 'driver 256', 'worker 290', 'cores 3'],
    ],
    ['a mere master of 8 GB', { memoryMb: 7810, roles: ['master', 'history-server'] }, ['daemon 384', 'driver 2048']],
    ['a mere master of 1 GB', { memoryMb: 906, roles: ['master'] }, ['daemon 128', 'driver 278']],
    ['a history server alone', { memoryMb: 906, roles: ['history-server'] }, ['daemon 128']],
  ])('%s', (_, machine, expected) => {
    const { settings, refuse } = sizeNode({ ...machine, cores: 4 });
    expect(
      Object.entries(settings).map(([name, value]) => `${name.split('.')[name === 'worker.cores' ? 1 : 0]} ${value}`),
    ).toEqual(expected);
    expect(refuse).toBeUndefined();
  });

  it.each<[number, readonly RoleName[], string]>([
    [
      430,
      ['worker'],
      '430 MB is too little for worker, which needs 896 MB; it has room for no daemon of Spark; the smallest wants 576 MB',
    ],
    [
      906,
      everything,
      '906 MB is too little for master, worker, history-server, which need 1792 MB; it has room for master',
    ],
    [906, ['master', 'history-server'], 'it has room for master'],
    [1850, [...everything, 'connect'], 'it has room for master, worker, history-server'],
  ])('of %i MB is refused as %s, and told what would fit', (memoryMb, roles, why) => {
    expect(sizeNode({ memoryMb, roles, cores: 4 }).refuse).toContain(why);
  });

  it('says how each figure came about', () => {
    expect(sizeNode({ memoryMb: 3790, cores: 4, roles: everything }).reasons).toEqual({
      'daemon.heap-mb': 'a twentieth of 3776 MB, from 128 to 384',
      'driver.memory-mb': 'such an application takes 643 MB in all',
      'worker.memory-mb':
        '3776 MB less 944 for the system, 903 for 3 daemons, 643 for applications driven here and 322 beside the heap',
      'worker.cores': 'one core is left to the master',
    });
    expect(sizeNode({ memoryMb: 3790, cores: 4, roles: ['worker'] }).reasons['worker.cores']).toBe('every core');
  });

  it('with one core works all the same beside the master', () => {
    expect(sizeNode({ memoryMb: 3790, cores: 1, roles: everything }).settings['worker.cores']).toBe('1');
  });

  it('takes the operator’s figures, says so, and sizes the rest around them', () => {
    const machine = { memoryMb: 7810, cores: 4, roles: everything };
    const { settings, reasons } = sizeNode({
      ...machine,
      settings: { 'driver.memory-mb': '2048', 'log.level': 'warn' },
    });
    expect(settings['driver.memory-mb']).toBe('2048');
    expect(settings['log.level']).toBe('warn');
    expect(Number(settings['worker.memory-mb'])).toBeLessThan(Number(sizeNode(machine).settings['worker.memory-mb']));
    expect([reasons['driver.memory-mb'], reasons['log.level']]).toEqual(['set by you', 'set by you']);
  });

  it('takes figures of the operator that are too large, and says by how much', () => {
    const { settings, reasons, refuse } = sizeNode({
      memoryMb: 3790,
      cores: 4,
      roles: ['worker'],
      settings: { 'worker.memory-mb': '4096' },
    });
    expect(settings['worker.memory-mb']).toBe('4096');
    expect(reasons['worker.memory-mb']).toMatch(/^set by you; with it \d+ MB more are promised than there are$/);
    expect(refuse).toBeUndefined();
  });
});

describe('a cluster', () => {
  const large = { name: 'red', memoryMb: 7810, cores: 4, roles: everything };
  const small = { name: 'red01', memoryMb: 3790, cores: 4, roles: ['worker'] as const };

  it('has executors that the smallest worker can hold, on every node', () => {
    const sizes = sizeCluster([large, small]);
    expect([...sizes.values()].map(({ settings }) => settings['executor.memory-mb'])).toEqual(['1898', '1898']);
    expect(sizes.get('red')?.reasons['executor.memory-mb']).toBe('what the smallest worker, red01, can hold');
    expect(sizes.get('red')?.settings['worker.memory-mb']).toBe('2997');
  });

  it('has executors of the operator’s size', () => {
    const sizes = sizeCluster([{ ...large, settings: { 'executor.memory-mb': '700' } }, small]);
    expect(sizes.get('red')?.settings['executor.memory-mb']).toBe('700');
    expect(sizes.get('red')?.reasons['executor.memory-mb']).toBe('set by you');
  });

  it('lets Spark start in the small heaps of small machines, and keeps the operator’s properties', () => {
    const sizes = sizeCluster([
      { name: 'red', memoryMb: 906, cores: 4, roles: ['worker'], settings: { 'extra.spark-defaults': 'spark.a=1' } },
      { name: 'red01', memoryMb: 906, cores: 4, roles: ['master'] },
    ]);
    const third = 92 * 1024 * 1024;
    expect(sizes.get('red')?.settings['extra.spark-defaults']).toBe(`spark.a=1\nspark.testing.reservedMemory=${third}`);
    expect(sizes.get('red01')?.settings['extra.spark-defaults']).toBe(`spark.testing.reservedMemory=${third}`);
    expect(sizes.get('red')?.reasons['extra.spark-defaults']).toMatch(/^set by you, and lets Spark start in heaps/);
  });

  it('leaves a property that the operator set himself, and large heaps, alone', () => {
    const own = { 'extra.spark-defaults': 'spark.testing.reservedMemory=1' };
    const sizes = sizeCluster([{ name: 'red', memoryMb: 906, cores: 4, roles: ['worker'], settings: own }]);
    expect(sizes.get('red')?.settings['extra.spark-defaults']).toBe('spark.testing.reservedMemory=1');
    expect(sizeCluster([large]).get('red')?.settings).not.toHaveProperty(['extra.spark-defaults']);
  });
});

describe('for any machine', () => {
  const memory = fc.integer({ min: 256, max: 32768 });
  const cores = fc.integer({ min: 1, max: 16 });
  const roles = fc.subarray([...roleNames], { minLength: 1 });

  it('all parts of Spark together fit, or it is refused', () => {
    const ofSpark = fc.subarray(rolesOf('spark'), { minLength: 1 });
    fc.assert(
      fc.property(memory, cores, ofSpark, (memoryMb, count, wanted) => {
        const machine = { memoryMb, cores: count, roles: wanted };
        const { reserveMb, daemons, daemonHeapMb, drivers, driverHeapMb, worker } = shareOut(machine);
        const heaps = daemons * daemonHeapMb * 1.6 + drivers * driverHeapMb + (worker?.memoryMb ?? 0);
        if (sizeNode(machine).refuse === undefined) expect(reserveMb + heaps).toBeLessThanOrEqual(memoryMb);
        else expect(memoryMb).toBeLessThan(4096);
      }),
      { numRuns: 1000, examples: [[4864, 1, ['master', 'connect']]] },
    );
  });

  it('no figure is outside what its key allows', () => {
    fc.assert(
      fc.property(memory, cores, roles, (memoryMb, count, wanted) => {
        const sizes = sizeCluster([{ name: 'red', memoryMb, cores: count, roles: wanted }]);
        const settings = Object.entries(sizes.get('red')?.settings ?? {});
        expect(settings.map(([name, value]) => validateKey(name, value)).filter((fault) => fault)).toEqual([]);
      }),
    );
  });

  it('more memory never makes any share smaller', () => {
    fc.assert(
      fc.property(memory, fc.nat(4096), cores, roles, (memoryMb, more, count, wanted) => {
        const less = sizeNode({ memoryMb, cores: count, roles: wanted });
        const greater = sizeNode({ memoryMb: memoryMb + more, cores: count, roles: wanted });
        for (const [name, value] of Object.entries(less.settings))
          expect(Number(greater.settings[name])).toBeGreaterThanOrEqual(Number(value));
        if (less.refuse === undefined) expect(greater.refuse).toBeUndefined();
      }),
      { numRuns: 1000 },
    );
  });

  it('one executor fits on every worker that is not refused', () => {
    const machine = fc.record({ memoryMb: memory, cores, roles });
    fc.assert(
      fc.property(fc.array(machine, { minLength: 1, maxLength: 8 }), (machines) => {
        const sizes = [...sizeCluster(machines.map((one, at) => ({ ...one, name: `red${at}` }))).values()];
        for (const { settings } of sizes)
          if (settings['worker.memory-mb'] !== undefined)
            expect(Number(settings['executor.memory-mb'])).toBeLessThanOrEqual(Number(settings['worker.memory-mb']));
      }),
    );
  });
});
