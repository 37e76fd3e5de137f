import { besideInContainerMb, smallestHeapMb } from './memory-budget.ts';
import { offersOf, type SizedMachine, type WideFigure } from './sized-machine.ts';

/** The smallest container that a JVM does anything useful in; measured: with a heap of 192 MB, it peaks at 225. */
export const leastContainerMb = 256;

/** The smallest container of a Spark executor: 256 MB of heap and what is beside it. */
const leastExecutorMb = smallestHeapMb + besideInContainerMb(smallestHeapMb);

/** What a NodeManager offers at the least: room for an application's master and a task, or the only executor. */
export function leastOfferFor({ nodeManagers, runsSpark }: { nodeManagers: number; runsSpark: boolean }): number {
  return leastContainerMb + (runsSpark && nodeManagers === 1 ? leastExecutorMb : leastContainerMb);
}

/** YARN rounds containers up to a multiple of this. */
export function grainOf(smallestOfferMb: number): number {
  return smallestOfferMb < 1024 ? 64 : 128;
}

/** What all nodes of a cluster with YARN agree on. An application's master and a task fit every NodeManager at once. */
export function yarnFigures(nodes: readonly SizedMachine[]): WideFigure[] {
  const offers = offersOf(nodes, 'yarn.memory-mb');
  const [smallest, largest] = [offers[0], offers.at(-1)];
  if (smallest === undefined || largest === undefined) return [];
  const grainMb = grainOf(smallest.mb);
  const taskMb = taskOf(smallest);
  return [
    { key: 'yarn.min-allocation-mb', value: grainMb, reason: 'the step in which containers grow' },
    { key: 'yarn.max-allocation-mb', value: largest.mb, reason: `what ${largest.name} offers, the most of all` },
    { key: 'mapreduce.am-memory-mb', value: Math.min(512, taskMb), reason: 'as a task, but 512 at most' },
    { key: 'mapreduce.map-memory-mb', value: taskMb, reason: describeTask(taskMb, smallest.name) },
    { key: 'mapreduce.reduce-memory-mb', value: taskMb, reason: describeTask(taskMb, smallest.name) },
  ];
}

/** So many that every core has one, beside the master of the application. */
function taskOf({ mb, cores }: { mb: number; cores: number }): number {
  const grainMb = grainOf(mb);
  const shareMb = Math.floor(mb / (cores + 1) / grainMb) * grainMb;
  return Math.max(leastContainerMb, Math.min(1024, shareMb));
}

function describeTask(taskMb: number, name: string): string {
  if (taskMb === leastContainerMb) return `the smallest that works; ${name} offers the least`;
  return `one for each core of ${name}, which offers the least, and one for the master of the application, at most 1024`;
}
