import { shareTogether, type TogetherShares } from './share-together.ts';
import { reservedDiskMb } from './size-disk.ts';
import type { Machine } from './size-node.ts';
import type { Sized, Sizer } from './sizer.ts';
import { describeClient, describeCores, describeHeap, describeRest } from './together-reasons.ts';

/** One key with its figure and the reason for it. */
type Figure = readonly [key: string, value: number, reason: string];

/** Sizes machines of a cluster that has Hadoop, alone or beside Spark. */
export function togetherSizer(yarnLeastMb: number): Sizer {
  return {
    size: (machine) => sizeTogether(machine, shareTogether(machine, yarnLeastMb)),
    spareMb: (machine) => shareTogether(machine, yarnLeastMb).spareMb,
  };
}

function sizeTogether(machine: Machine, shares: TogetherShares): Sized {
  const figures = [
    ...heapFigures(shares),
    ...clientFigure(shares),
    ...offerFigures(machine, shares),
    ...diskFigure(machine),
  ];
  return {
    settings: Object.fromEntries(figures.map(([key, value]) => [key, String(value)])),
    reasons: Object.fromEntries(figures.map(([key, , reason]) => [key, reason])),
  };
}

function heapFigures(shares: TogetherShares): Figure[] {
  return shares.heaps.map((heap) => [heap.need.key, heap.heapMb, describeHeap(heap, shares)]);
}

/** Commands come and go, so the system's share is what they live on: nothing is promised to them. */
function clientFigure({ reserveMb }: TogetherShares): Figure[] {
  const heapMb = Math.min(512, Math.max(128, Math.floor(reserveMb / 4)));
  return [['client.heap-mb', heapMb, describeClient(reserveMb)]];
}

function offerFigures(machine: Machine, shares: TogetherShares): Figure[] {
  const { yarn, worker } = shares;
  const cores = describeCores(machine, shares);
  return [
    ...(yarn === undefined
      ? []
      : [
          ['yarn.memory-mb', yarn.memoryMb, describeRest('yarn', shares)] as const,
          ['yarn.cores', yarn.cores, cores] as const,
        ]),
    ...(worker === undefined
      ? []
      : [
          ['worker.memory-mb', worker.memoryMb, describeRest('worker', shares)] as const,
          ['worker.cores', worker.cores, cores] as const,
        ]),
  ];
}

function diskFigure({ roles, dataDiskMb }: Machine): Figure[] {
  if (!roles.includes('datanode') || dataDiskMb === undefined) return [];
  const reason = `an eighth of the disk’s ${dataDiskMb} MB, in powers of two, from 256 to 4096`;
  return [['hdfs.reserved-mb', reservedDiskMb(dataDiskMb), reason]];
}
