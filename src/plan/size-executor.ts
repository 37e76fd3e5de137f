import { clusterComponents } from '../domain/cluster.ts';
import { heapInContainerMb, smallestHeapMb } from './memory-budget.ts';
import { grainOf, leastContainerMb } from './size-yarn.ts';
import { offersOf, type SizedMachine, type WideFigure } from './sized-machine.ts';

/**
 * One executor is as large as the smallest worker and the smallest NodeManager can hold, because an application gets
 * one on each and all of them are of one size.
 */
export function executorFigures(nodes: readonly SizedMachine[]): WideFigure[] {
  if (!clusterComponents({ nodes: nodes.map(({ machine }) => machine) }).includes('spark')) return [];
  const [worker] = offersOf(nodes, 'worker.memory-mb');
  const candidates = [
    ...(worker === undefined ? [] : [{ mb: worker.mb, whose: `worker, ${worker.name}` }]),
    ...heapOnYarn(nodes),
  ];
  const [smallest] = candidates.toSorted((a, b) => a.mb - b.mb);
  if (smallest === undefined) return [];
  return [{ key: 'executor.memory-mb', value: smallest.mb, reason: `what the smallest ${smallest.whose}, can hold` }];
}

function heapOnYarn(nodes: readonly SizedMachine[]): { mb: number; whose: string }[] {
  const offers = offersOf(nodes, 'yarn.memory-mb');
  const [smallest] = offers;
  if (smallest === undefined) return [];
  const mb = Math.max(smallestHeapMb, heapInContainerMb(roomOf(smallest.mb, offers.length)));
  return [{ mb, whose: `NodeManager, ${smallest.name}` }];
}

/** On the only NodeManager the master of the application needs room too; among several, it has one to itself. */
function roomOf(offerMb: number, nodeManagers: number): number {
  const grainMb = grainOf(offerMb);
  const freeMb = nodeManagers === 1 ? offerMb - leastContainerMb : offerMb;
  return Math.floor(freeMb / grainMb) * grainMb;
}
