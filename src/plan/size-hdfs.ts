import type { SizedMachine, WideFigure } from './sized-machine.ts';

/** Below this much memory on a DataNode's machine, tasks are small and so are the blocks that they read. */
const roomyMb = 3072;

/** What all nodes of a cluster with HDFS agree on. */
export function hdfsFigures(nodes: readonly SizedMachine[]): WideFigure[] {
  const dataNodes = nodes.filter(({ machine }) => machine.roles.includes('datanode'));
  if (dataNodes.length === 0) return [];
  const smallestMb = Math.min(...dataNodes.map(({ machine }) => machine.memoryMb));
  return [
    {
      key: 'hdfs.replication',
      value: Math.min(3, dataNodes.length),
      reason: `one copy on each DataNode, at most 3; there ${dataNodes.length === 1 ? 'is 1' : `are ${dataNodes.length}`}`,
    },
    {
      key: 'hdfs.block-size-mb',
      value: smallestMb < roomyMb ? 32 : 64,
      reason: `32 if a DataNode’s machine has less than ${roomyMb} MB, otherwise 64; the smallest has ${smallestMb}`,
    },
  ];
}
