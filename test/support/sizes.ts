import fc from 'fast-check';
import { type RoleName, roleNames, rolesOf } from '../../src/domain/roles.ts';
import type { NamedMachine } from '../../src/plan/sized-machine.ts';
import type { NodeSizing } from '../../src/plan/sizing.ts';

/** Up to eight machines, one of which at least has a daemon of Hadoop. */
export const anyCluster: fc.Arbitrary<NamedMachine[]> = fc
  .array(
    fc.record({
      memoryMb: fc.integer({ min: 256, max: 32768 }),
      cores: fc.integer({ min: 1, max: 16 }),
      roles: fc.subarray([...roleNames]),
      dataDiskMb: fc.option(fc.nat(2_000_000), { nil: undefined }),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((machines) => machines.map((machine, at) => ({ ...machine, name: `red${at}` })))
  .filter((machines) => machines.some(({ roles }) => roles.some((role) => rolesOf('hadoop').includes(role))));

/** What is beside the heaps of Hadoop's daemons, and what else a role promises. */
const promises: Readonly<Record<RoleName, (figure: (name: string) => number) => number>> = {
  namenode: (figure) => figure('namenode.heap-mb') + 52,
  secondarynamenode: (figure) => figure('secondarynamenode.heap-mb') - 8,
  datanode: (figure) => figure('datanode.heap-mb') + 17,
  resourcemanager: (figure) => figure('resourcemanager.heap-mb') + 112,
  nodemanager: (figure) => figure('nodemanager.heap-mb') + 93 + figure('yarn.memory-mb'),
  historyserver: (figure) => figure('historyserver.heap-mb') + 23,
  master: (figure) => figure('daemon.heap-mb') * 1.6 + figure('driver.memory-mb') * 1.2,
  worker: (figure) => figure('daemon.heap-mb') * 1.6 + figure('worker.memory-mb') * 1.1,
  'history-server': (figure) => figure('daemon.heap-mb') * 1.6,
  connect: (figure) => figure('driver.memory-mb') * 1.2,
};

/** All memory that the settings of a machine promise to processes, counted apart from the code that decides it. */
export function promisedMb({ roles }: NamedMachine, settings: Readonly<Record<string, string>>): number {
  return roles.reduce((total, role) => total + promises[role]((name) => Number(settings[name])), 0);
}

/** The figures of a machine's own memory, by the first word of their keys. */
export function memoryOf({ settings }: NodeSizing): Record<string, number> {
  const own = Object.entries(settings).filter(([name]) =>
    /^(?!client|mapreduce|executor|hdfs).*\.(heap|memory)-mb$/.test(name),
  );
  return Object.fromEntries(own.map(([name, value]) => [name.replace(/\..*/, ''), Number(value)]));
}
