import { askDaemon, placeOf } from '../deploy/members/members.ts';
import { counted } from '../domain/counted.ts';
import type { RoleName } from '../domain/roles.ts';
import { BrambleError } from '../errors.ts';
import { type HdfsState, hdfsStatePath, readHdfsState, staying } from '../facts/hdfs-state.ts';
import type { Bench } from './bench.ts';
import type { Measurement } from './record.ts';
import { mib } from './units.ts';
import { countNodes, numbersOn } from './workers.ts';

/** Input, what is made of it, and what lies in between, of the benchmark that takes most. */
const takesTimes = 4;

/** Spark does without memory for all of the data, but not for a small part of it: then it does nothing but read it again. */
const mostTimesMemory = 8;

type Engine = Measurement['engine'];

/** Nodes that hold what is worked on between reading and writing. */
interface Sharing {
  readonly role: RoleName;
  /** Among how many it is shared out at the worst. */
  readonly nodes: (bench: Bench) => number;
}

const onWorkers: Sharing = { role: 'worker', nodes: ({ workers }) => workers[0] ?? 1 };
const onManagers: Sharing = { role: 'nodemanager', nodes: (bench) => countNodes('nodemanager', bench) };

/** Who works on data, and where; on the ground it is 64 MiB whatever was asked for. */
const sharings: Readonly<Record<Engine, readonly Sharing[] | undefined>> = {
  ground: undefined,
  'spark-standalone': [onWorkers],
  'spark-yarn': [onManagers],
  hdfs: [],
  mapreduce: [onManagers],
};

/** What a cluster lacks for these engines to work on the size that was asked for, in words; empty where it has enough. */
export async function findShortages(bench: Bench, engines: readonly Engine[]): Promise<string[]> {
  const working = engines.filter((engine) => sharings[engine] !== undefined);
  if (working.length === 0) return [];
  const hdfs = await askHdfs(bench);
  return [
    ...shortMemory(bench, working),
    ...shortDisks(bench, working),
    ...(hdfs === undefined ? [] : shortHdfs(bench, hdfs)),
  ];
}

/** A NameNode that does not answer is no shortage: it is found by who asks about health. */
async function askHdfs({ members, signal }: Bench): Promise<HdfsState | undefined> {
  const place = placeOf('namenode', members);
  if (place === undefined) return undefined;
  try {
    return readHdfsState(await askDaemon(place, hdfsStatePath, signal));
  } catch (error) {
    if (error instanceof BrambleError && error.code !== 'INTERRUPTED') return undefined;
    throw error;
  }
}

function shortMemory(bench: Bench, engines: readonly Engine[]): string[] {
  const sharing = engines.filter((engine) => engine.startsWith('spark-')).flatMap((engine) => sharings[engine] ?? []);
  if (sharing.length === 0) return [];
  const executors = Math.min(...sharing.map(({ nodes }) => nodes(bench)));
  const executorMb = Math.min(...numbersOn('worker', 'executor.memory-mb', bench));
  const mostBytes = executorMb * mib * executors * mostTimesMemory;
  if (bench.sizes.bytes <= mostBytes) return [];
  const them = `${counted(executors, 'executor')} of ${executorMb} MB`;
  return [`${inMb(bench.sizes.bytes)} is too much for ${them}: at most ${inMb(mostBytes)}`];
}

/** What Spark and MapReduce pass on lies on the disks of the nodes that work meanwhile. */
function shortDisks(bench: Bench, engines: readonly Engine[]): string[] {
  const shares = engines.flatMap((engine) => sharings[engine] ?? []);
  return bench.members.spec.nodes.flatMap(({ target: { name }, roles }) => {
    const own = shares.filter(({ role }) => roles.includes(role)).map(({ nodes }) => nodes(bench));
    const wantedMb = own.length === 0 ? 0 : Math.ceil((bench.sizes.bytes * takesTimes) / mib / Math.min(...own));
    const freeMb = bench.members.facts.get(name)?.freeMb['/var'] ?? 0;
    return freeMb >= wantedMb ? [] : [`${name} has ${freeMb} MB free in /var, and it takes ${wantedMb} MB`];
  });
}

function shortHdfs(bench: Bench, state: HdfsState): string[] {
  const free = staying(state.dataNodes, []).reduce((sum, { freeBytes }) => sum + freeBytes, 0);
  const copies = Math.max(1, ...numbersOn('namenode', 'hdfs.replication', bench));
  const wanted = bench.sizes.bytes * takesTimes * copies;
  return free >= wanted
    ? []
    : [`HDFS has ${inMb(free)} free, and it takes ${inMb(wanted)} with ${counted(copies, 'copy', 'copies')}`];
}

function inMb(bytes: number): string {
  return `${Math.round(bytes / mib)} MB`;
}
