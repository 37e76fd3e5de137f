import { counted } from '../../domain/counted.ts';
import type { Report } from '../../domain/events.ts';
import { BrambleError } from '../../errors.ts';
import { dataNodeNamed, type HdfsState, isWhole } from '../../facts/hdfs-state.ts';
import { askHdfs, mustHeed, nameNodeOf } from './hdfs-state.ts';
import { sayOfDataNodes } from './list-files.ts';
import type { Members, Place } from './members.ts';
import { waitUntil } from './wait.ts';

interface Work {
  readonly report: Report;
  readonly signal?: AbortSignal | undefined;
}

const longestMs = 7 * 24 * 3600_000;

/**
 * Has HDFS do without some DataNodes, and returns when it can: those that live are decommissioned, whose blocks all have
 * their copies elsewhere; of those that are gone every block has been copied anew. Stays said until `forget`.
 */
export async function decommission(members: Members, names: readonly string[], work: Work): Promise<void> {
  const nameNode = nameNodeOf(members);
  await sayOfDataNodes(nameNode, { names, entry: gone }, work.signal);
  await mustHeed(nameNode, names, work.signal);
  const mostWaiting = new Map<string, number>();
  const ask = async () => {
    const state = await askHdfs(nameNode, work.signal);
    const waiting = names.filter((name) => !hasLeft(name, state));
    for (const name of waiting) refuseLoss(name, state);
    for (const name of waiting) tell(name, state, { mostWaiting, ...work });
    return waiting.length === 0 || undefined;
  };
  await waitUntil(ask, { limitMs: longestMs, signal: work.signal });
}

const gone = { adminState: 'DECOMMISSIONED' } as const;

/**
 * Takes DataNodes that have left out of the NameNode's list. For minutes it takes one that was just stopped for living:
 * back in service it would count for copies, and others' would be removed as too many. So that one stays in the list,
 * by its address, because its name means nothing soon.
 */
export async function forget(nameNode: Place, names: readonly string[], signal?: AbortSignal): Promise<void> {
  const state = await askHdfs(nameNode, signal);
  const living = names.flatMap((name) => dataNodeNamed(name, state) ?? []).filter(({ isLive }) => isLive);
  const addresses = living.map(({ address }) => address);
  await sayOfDataNodes(nameNode, { names: addresses, entry: gone, drops: names }, signal);
}

/** Takes DataNodes that come, perhaps again, out of the list, by their names and all their addresses. */
export async function welcome(nameNode: Place, names: readonly string[], signal?: AbortSignal): Promise<void> {
  await sayOfDataNodes(nameNode, { names, entry: undefined }, signal);
}

/** A living one has left when HDFS says so; of one that is off, or unknown by now, every block must have its copies. */
function hasLeft(name: string, state: HdfsState): boolean {
  const found = dataNodeNamed(name, state);
  return found?.isLive === true ? found.adminState === 'Decommissioned' : isWhole(state);
}

/** What only a node had that is gone will not come back by waiting. */
function refuseLoss(name: string, state: HdfsState): void {
  if (dataNodeNamed(name, state)?.isLive === true || state.lostBlocks === 0) return;
  throw new BrambleError('REFUSED', `no other node has a copy of ${counted(state.lostBlocks, 'block')}`, {
    host: name,
    hint: 'bramble run hdfs fsck / -list-corruptfileblocks names their files; bring the node back, or give the files up with bramble run hdfs fsck / -delete, then repeat the command',
  });
}

interface Telling extends Work {
  readonly mostWaiting: Map<string, number>;
}

function tell(name: string, state: HdfsState, { mostWaiting, report }: Telling): void {
  const found = dataNodeNamed(name, state);
  const blocks = found?.isLive === true ? found.waitingBlocks : state.shortBlocks;
  const most = Math.max(blocks, mostWaiting.get(name) ?? 0);
  mostWaiting.set(name, most);
  const text =
    found?.isLive === true
      ? `${counted(blocks, 'block')} to copy to other nodes`
      : `${counted(blocks, 'block')} to copy anew`;
  const fraction = most === 0 ? 0 : 1 - blocks / most;
  report({ stage: 'decommission', host: name, state: 'progress', text, fraction });
}
