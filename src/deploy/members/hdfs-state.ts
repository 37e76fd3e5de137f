import { BrambleError, isFailure } from '../../errors.ts';
import { dataNodeNamed, type HdfsState, hdfsStatePath, readHdfsState } from '../../facts/hdfs-state.ts';
import { askDaemon, type Members, type Place, placeOf } from './members.ts';
import { waitUntil } from './wait.ts';

/** What the NameNode says of its file system now. */
export async function askHdfs(nameNode: Place, signal?: AbortSignal): Promise<HdfsState> {
  return readHdfsState(await askDaemon(nameNode, hdfsStatePath, signal));
}

const startMs = 5 * 60_000;

/** Waits until the NameNode, which may have been restarted a moment ago, takes changes. */
export async function untilWritable(nameNode: Place, signal?: AbortSignal): Promise<void> {
  const ask = async () => {
    try {
      return (await askHdfs(nameNode, signal)).safeMode === '' || undefined;
    } catch (error) {
      if (isFailure(error)) return undefined;
      throw error;
    }
  };
  if ((await waitUntil(ask, { limitMs: startMs, signal })) !== undefined) return;
  throw new BrambleError('ACTION_FAILED', 'HDFS accepts no changes: the NameNode does not leave safe mode', {
    host: nameNode.host.name,
    hint: 'bramble verify; bramble logs --role namenode',
  });
}

/** The NameNode's place. Rejects where it cannot be worked with. */
export function nameNodeOf(members: Members): Place {
  const place = placeOf('namenode', members);
  if (place !== undefined) return place;
  throw new BrambleError('REFUSED', 'the NameNode cannot be reached, so nothing can be said about blocks', {
    hint: 'bramble status',
  });
}

/** Rejects where the NameNode did not take notice of what its list says: an older build has none. */
export async function mustHeed(nameNode: Place, names: readonly string[], signal?: AbortSignal): Promise<void> {
  const state = await askHdfs(nameNode, signal);
  const unheeded = names.filter((name) => dataNodeNamed(name, state)?.adminState === 'In Service');
  if (unheeded.length === 0) return;
  throw new BrambleError('ACTION_FAILED', `the NameNode does not let ${unheeded.join(', ')} go`, {
    host: nameNode.host.name,
    hint: 'if it runs an older build: bramble upgrade hadoop; otherwise bramble logs --role namenode',
  });
}
