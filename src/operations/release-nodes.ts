import { decommission } from '../deploy/members/decommission.ts';
import { drain } from '../deploy/members/drain.ts';
import { askHdfs, nameNodeOf } from '../deploy/members/hdfs-state.ts';
import { dataNodesOf } from '../deploy/members/maintenance.ts';
import { countFiles, setReplication } from '../deploy/members/replication.ts';
import { nodeWith } from '../domain/cluster.ts';
import { BrambleError } from '../errors.ts';
import { countAtWork } from '../facts/hdfs-state.ts';
import { type FileCount, refuseByData } from '../plan/refuse-removal.ts';
import type { OpenMembers } from './with-members.ts';

export interface ReleaseWish {
  readonly names: readonly string[];
  /** Whether the nodes are gone for good. */
  readonly isDead: boolean;
  readonly lowersReplication: boolean;
  readonly limitSeconds: number;
}

/** What HDFS has on nodes that are to leave; undefined where it has nothing there. */
export interface HdfsShare {
  readonly dataNodes: readonly string[];
  readonly files: readonly FileCount[];
  /** DataNodes that would be left. */
  readonly left: number;
}

/** Looks at what HDFS has on these nodes, and rejects with REFUSED and the numbers where it cannot do without them. */
export async function lookAtHdfs(
  { names, lowersReplication }: ReleaseWish,
  open: OpenMembers,
): Promise<HdfsShare | undefined> {
  const dataNodes = dataNodesOf(names, open);
  if (dataNodes.length === 0 || nodeWith('namenode', open.spec) === undefined) return undefined;
  const nameNode = nameNodeOf(open);
  const state = await askHdfs(nameNode, open.signal);
  const files = state.safeMode === '' ? await countFiles(nameNode, open.signal) : [];
  const [problem] = refuseByData({ names: dataNodes, files, lowersReplication }, state);
  if (problem !== undefined)
    throw new BrambleError('REFUSED', problem.what, { host: dataNodes.join(', '), hint: problem.hint });
  return { dataNodes, files, left: countAtWork(state, dataNodes) };
}

/** Empties nodes of work and of blocks, so that nothing is lost with them. */
export async function releaseNodes(wish: ReleaseWish, share: HdfsShare | undefined, open: OpenMembers): Promise<void> {
  const { reporter, signal } = open;
  const { report } = reporter;
  if (!wish.isDead) await drain(open, wish.names, { limitSeconds: wish.limitSeconds, report, signal });
  if (share === undefined) return;
  const { dataNodes, files, left } = share;
  if (files.some(({ replication }) => replication > left))
    await setReplication(nameNodeOf(open), { which: 'more-than', copies: left, to: left }, signal);
  const about = { stage: 'decommission', host: dataNodes.join(', '), text: 'have HDFS do without it' } as const;
  report({ ...about, state: 'started' });
  await decommission(open, dataNodes, { report, signal });
  report({ ...about, state: 'done' });
}
