import { counted } from '../../domain/counted.ts';
import type { Report } from '../../domain/events.ts';
import { BrambleError } from '../../errors.ts';
import { dataNodeNamed, type HdfsState } from '../../facts/hdfs-state.ts';
import { refuseMaintenance } from '../../plan/refuse-maintenance.ts';
import { askHdfs, mustHeed, nameNodeOf } from './hdfs-state.ts';
import { clockOf, sayOfDataNodes } from './list-files.ts';
import type { Members, Place } from './members.ts';
import { waitUntil } from './wait.ts';

interface Work {
  readonly report: Report;
  readonly signal?: AbortSignal | undefined;
  /** How long HDFS may take for it. */
  readonly limitSeconds?: number;
}

export interface MaintenanceWish extends Work {
  /** After which HDFS takes a node that is still away for lost, and copies its blocks. */
  readonly minutes: number;
}

const limitSeconds = 15 * 60;
const returnSeconds = 3 * 60;

/**
 * Puts the DataNodes of some nodes into maintenance and returns when HDFS says that they may go: nothing is copied while
 * they are away, until the minutes are over. Rejects with REFUSED where nobody would be left to read from. Does nothing
 * where none of the nodes has a DataNode.
 */
export async function enterMaintenance(members: Members, nodes: readonly string[], wish: MaintenanceWish) {
  const names = await mayEnterMaintenance(members, nodes, wish.signal);
  if (names.length === 0) return;
  const nameNode = nameNodeOf(members);
  const maintenanceExpireTimeInMS = (await clockOf(nameNode)) + wish.minutes * 60_000;
  const entry = { adminState: 'IN_MAINTENANCE', maintenanceExpireTimeInMS };
  try {
    await sayOfDataNodes(nameNode, { names, entry }, wish.signal);
    await mustHeed(nameNode, names, wish.signal);
    await untilAll(nameNode, names, { ...wish, wanted: (one) => one?.adminState === 'In Maintenance' });
  } catch (error) {
    await sayOfDataNodes(nameNode, { names, entry: undefined }); // not to be left half in
    throw error;
  }
}

/** The DataNodes of some nodes, where they may go into maintenance; rejects with REFUSED where not. */
export async function mayEnterMaintenance(
  members: Members,
  nodes: readonly string[],
  signal?: AbortSignal,
): Promise<string[]> {
  const names = dataNodesOf(nodes, members);
  if (names.length === 0) return names;
  const refusal = refuseMaintenance(names, await askHdfs(nameNodeOf(members), signal));
  if (refusal === undefined) return names;
  throw new BrambleError('REFUSED', refusal, { hint: 'bramble status; bramble verify' });
}

/** Takes the DataNodes of some nodes back and returns when they are in service; rejects where one does not come back. */
export async function leaveMaintenance(members: Members, nodes: readonly string[], work: Work): Promise<void> {
  const names = dataNodesOf(nodes, members);
  if (names.length === 0) return;
  const nameNode = nameNodeOf(members);
  await sayOfDataNodes(nameNode, { names, entry: undefined }, work.signal);
  const wanted = (one: Named) => one?.isLive === true && one.adminState === 'In Service';
  await untilAll(nameNode, names, { limitSeconds: returnSeconds, ...work, wanted });
}

/** Those of some nodes that are to have a DataNode, whether or not they answer. */
export function dataNodesOf(nodes: readonly string[], { spec }: Members): string[] {
  const holders = spec.nodes.filter(({ roles }) => roles.includes('datanode'));
  return holders.map(({ target }) => target.name).filter((name) => nodes.includes(name));
}

type Named = ReturnType<typeof dataNodeNamed>;

async function untilAll(
  nameNode: Place,
  names: readonly string[],
  { wanted, report, signal, limitSeconds: seconds = limitSeconds }: Work & { wanted: (one: Named) => boolean },
): Promise<void> {
  let last: HdfsState | undefined;
  const open = () => names.filter((name) => last === undefined || !wanted(dataNodeNamed(name, last)));
  const ask = async () => {
    last = await askHdfs(nameNode, signal);
    for (const name of open()) report({ stage: 'hdfs', host: name, state: 'progress', text: describe(name, last) });
    return open().length === 0 || undefined;
  };
  if ((await waitUntil(ask, { limitMs: seconds * 1000, signal })) !== undefined) return;
  const detail = open().map((name) => describe(name, last));
  throw new BrambleError('ACTION_FAILED', `after ${seconds} s HDFS still says: ${detail.join('; ')}`, {
    hint: 'bramble logs --role datanode shows its own side, --role namenode what HDFS waits for',
  });
}

function describe(name: string, state: HdfsState | undefined): string {
  const found = state && dataNodeNamed(name, state);
  if (found === undefined) return `${name} is unknown`;
  const waiting = found.waitingBlocks === 0 ? '' : `, ${counted(found.waitingBlocks, 'block')} to copy first`;
  return `${name} is ${found.isLive ? '' : 'dead, '}${found.adminState.toLowerCase()}${waiting}`;
}
