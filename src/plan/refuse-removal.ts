import { workingRoles } from '../config/join-components.ts';
import type { ClusterSpec } from '../domain/cluster.ts';
import { counted } from '../domain/counted.ts';
import { dataNodeNamed, type HdfsState, staying } from '../facts/hdfs-state.ts';
import { leadingRoles } from './leading-roles.ts';
import type { Problem } from './suitability.ts';

/** Files of HDFS by how many copies they are to have. */
export interface FileCount {
  readonly replication: number;
  readonly files: number;
  readonly bytes: number;
}

/** Why these nodes cannot leave, by what is planned for them alone; empty where they can. */
export function refuseByRoles(names: readonly string[], spec: ClusterSpec): Problem[] {
  const left = spec.nodes.filter(({ target }) => !names.includes(target.name));
  if (left.length === 0)
    return [{ what: 'these are all nodes of the cluster', hint: 'bramble uninstall removes a whole cluster' }];
  const leading = leadingRoles(names, spec.nodes);
  const gone = workingRoles.filter(
    (role) => spec.nodes.some(({ roles }) => roles.includes(role)) && !left.some(({ roles }) => roles.includes(role)),
  );
  return [
    ...leading.map((role) => ({
      what: `the only ${role} is there, and the nodes that would be left need it`,
      hint: 'bramble uninstall removes a whole cluster and keeps its data',
    })),
    ...gone.map((role) => ({ what: `no ${role} would be left`, hint: 'bramble add another node first' })),
  ];
}

interface Leaving {
  readonly names: readonly string[];
  readonly files: readonly FileCount[];
  /** Whether files with more copies than there would be DataNodes get fewer. */
  readonly lowersReplication: boolean;
}

/** Part of the free space that is not counted on: what is written meanwhile, and what does not fit in evenly. */
const spare = 0.95;

/** Why HDFS cannot do without these DataNodes, with the numbers; empty where it can. */
export function refuseByData({ names, files, lowersReplication }: Leaving, state: HdfsState): Problem[] {
  if (state.safeMode !== '') return [{ what: `HDFS is in safe mode: ${state.safeMode}`, hint: 'bramble verify' }];
  const left = staying(state.dataNodes, names);
  const usedBytes = names.reduce((sum, name) => sum + (dataNodeNamed(name, state)?.usedBytes ?? 0), 0);
  const freeBytes = left.reduce((sum, one) => sum + one.freeBytes, 0);
  return [
    ...refuseCopies(files, left.length, lowersReplication),
    ...(usedBytes > freeBytes * spare ? [tooLittleSpace(usedBytes, freeBytes)] : []),
  ];
}

function refuseCopies(files: readonly FileCount[], left: number, lowers: boolean): Problem[] {
  const wide = files.filter(({ replication }) => replication > left);
  const count = wide.reduce((sum, one) => sum + one.files, 0);
  if (count === 0 || (lowers && left > 0)) return [];
  const most = Math.max(...wide.map(({ replication }) => replication));
  const copies = `${most === left + 1 ? '' : 'up to '}${most} copies`;
  const what = `only ${counted(left, 'DataNode')} would be left for ${counted(count, 'file')} with ${copies}`;
  const hint =
    left === 0
      ? 'bramble add another node first'
      : `bramble add another node first, or lower them to ${counted(left, 'copy', 'copies')} on purpose: --lower-replication`;
  return [{ what, hint }];
}

function tooLittleSpace(usedBytes: number, freeBytes: number): Problem {
  const what = `${inGb(usedBytes)} GB of blocks are there, and the other DataNodes have ${inGb(freeBytes)} GB free`;
  return { what, hint: 'bramble add another node first, or remove files from HDFS' };
}

function inGb(bytes: number): string {
  return (bytes / 1e9).toFixed(1);
}
