import { askHdfs, nameNodeOf } from '../deploy/members/hdfs-state.ts';
import { placeOf } from '../deploy/members/members.ts';
import { waitUntil } from '../deploy/members/wait.ts';
import { BrambleError } from '../errors.ts';
import { isWhole } from '../facts/hdfs-state.ts';
import { membersOf, type UpgradeRun } from './upgrade-run.ts';

/** Rejects with REFUSED where blocks of HDFS lack copies, after a while for those that are on their way. */
export async function mustBeWhole(run: UpgradeRun): Promise<void> {
  const { request } = run;
  const members = membersOf(run);
  if (!request.components.includes('hadoop') || placeOf('namenode', members) === undefined) return;
  const nameNode = nameNodeOf(members);
  let short = 0;
  const ask = async () => {
    const state = await askHdfs(nameNode, request.signal);
    short = state.shortBlocks + state.lostBlocks;
    return isWhole(state) || undefined;
  };
  const limits = { limitMs: request.drainSeconds * 1000, signal: request.signal };
  if ((await waitUntil(ask, limits)) !== undefined) return;
  throw new BrambleError('REFUSED', `${short} blocks of HDFS lack copies, so no DataNode can be spared`, {
    host: nameNode.host.name,
    hint: 'wait until they are copied (bramble verify --no-jobs says it), or see bramble run hdfs fsck /',
  });
}
