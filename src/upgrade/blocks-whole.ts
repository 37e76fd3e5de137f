import { askHdfs, nameNodeOf } from '../deploy/members/hdfs-state.ts';
import { type Members, placeOf } from '../deploy/members/members.ts';
import { waitUntil } from '../deploy/members/wait.ts';
import { BrambleError } from '../errors.ts';
import { isWhole } from '../facts/hdfs-state.ts';

interface Patience {
  readonly limitSeconds: number;
  readonly signal?: AbortSignal | undefined;
}

/** Rejects with REFUSED where blocks of HDFS lack copies, after a while for those that are on their way. */
export async function mustBeWhole(members: Members, { limitSeconds, signal }: Patience): Promise<void> {
  if (placeOf('namenode', members) === undefined) return;
  const nameNode = nameNodeOf(members);
  let short = 0;
  const ask = async () => {
    const state = await askHdfs(nameNode, signal);
    short = state.shortBlocks + state.lostBlocks;
    return isWhole(state) || undefined;
  };
  if ((await waitUntil(ask, { limitMs: limitSeconds * 1000, signal })) !== undefined) return;
  throw new BrambleError('REFUSED', `${short} blocks of HDFS lack copies, so no DataNode can be spared`, {
    host: nameNode.host.name,
    hint: 'wait until they are copied (bramble verify --no-jobs says it), or see bramble run hdfs fsck /',
  });
}
