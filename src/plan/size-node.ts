import type { RoleName } from '../domain/roles.ts';
import {
  daemonHeapMb,
  daemonSpaceMb,
  heapWithinMb,
  smallestHeapMb,
  spaceForHeapMb,
  systemReserveMb,
  usableMb,
} from './memory-budget.ts';

/** What a machine has, what it is to do, and what the operator set for it. */
export interface Machine {
  readonly memoryMb: number;
  readonly cores: number;
  readonly roles: readonly RoleName[];
  readonly settings?: Readonly<Record<string, string>>;
  /** Size of the disk that holds its HDFS data; left out where it is not known. */
  readonly dataDiskMb?: number | undefined;
}

/** How a machine's memory and cores are shared out, in MB. */
export interface Shares {
  readonly memoryMb: number;
  readonly reserveMb: number;
  readonly daemons: number;
  readonly daemonHeapMb: number;
  /** Applications that a machine drives at once: one submitted on the master, and Spark Connect. */
  readonly drivers: number;
  readonly driverHeapMb: number;
  readonly worker: { readonly memoryMb: number; readonly cores: number } | undefined;
  /** What is left when all are served; below zero where they do not fit. */
  readonly spareMb: number;
}

/** Shares out a machine's memory: first the system, then the daemons, then drivers, and the rest to executors. */
export function shareOut(machine: Machine): Shares {
  const { roles } = machine;
  const memoryMb = usableMb(machine.memoryMb);
  const reserveMb = systemReserveMb(memoryMb);
  const daemons = roles.filter((role) => role !== 'connect').length; // Connect is a driver, not a small daemon
  const heapMb = numberSet(machine, 'daemon.heap-mb') ?? daemonHeapMb(memoryMb);
  const freeMb = memoryMb - reserveMb - daemons * daemonSpaceMb(heapMb);
  const drivers = roles.filter((role) => role === 'master' || role === 'connect').length;
  const driverHeapMb = numberSet(machine, 'driver.memory-mb') ?? chooseDriverHeapMb(machine, freeMb, drivers);
  const leftMb = freeMb - drivers * spaceForHeapMb(driverHeapMb, 1);
  const worker = roles.includes('worker') ? shareOfWorker(machine, leftMb) : undefined;
  const takenMb = worker === undefined ? 0 : spaceForHeapMb(worker.memoryMb, worker.cores);
  return {
    memoryMb,
    reserveMb,
    daemons,
    daemonHeapMb: heapMb,
    drivers,
    driverHeapMb,
    worker,
    spareMb: leftMb - takenMb,
  };
}

/** Beside a worker a driver gets the lesser part; it collects results, the executors hold the data. */
function chooseDriverHeapMb({ roles }: Machine, freeMb: number, drivers: number): number {
  if (drivers === 0) return smallestHeapMb;
  const works = roles.includes('worker');
  const shareMb = freeMb / (works ? drivers + 2 : drivers);
  return Math.min(works ? 1024 : 2048, Math.max(smallestHeapMb, heapWithinMb(shareMb, 1)));
}

/** A core is left to the master, which must answer while executors are busy. */
function shareOfWorker(machine: Machine, leftMb: number): { memoryMb: number; cores: number } {
  const offered = machine.roles.includes('master') ? Math.max(1, machine.cores - 1) : machine.cores;
  const cores = numberSet(machine, 'worker.cores') ?? offered;
  const memoryMb = numberSet(machine, 'worker.memory-mb') ?? Math.max(smallestHeapMb, heapWithinMb(leftMb, cores));
  return { memoryMb, cores };
}

/** A figure that the operator set, as a number. */
export function numberSet({ settings }: Machine, name: string): number | undefined {
  const value = settings?.[name];
  return value === undefined || value === '' ? undefined : Number(value);
}
