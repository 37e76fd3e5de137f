import { isFailure } from '../../errors.ts';
import { isInMaintenance } from '../../facts/hdfs-state.ts';
import { askHdfs } from './hdfs-state.ts';
import { type Members, placeOf } from './members.ts';

/** Names of nodes that HDFS has in maintenance, or on their way into it; none where the NameNode does not answer. */
export async function findAway(members: Members, signal?: AbortSignal): Promise<string[]> {
  const nameNode = placeOf('namenode', members);
  if (nameNode === undefined) return [];
  try {
    return (await askHdfs(nameNode, signal)).dataNodes.filter(isInMaintenance).map(({ name }) => name);
  } catch (error) {
    if (isFailure(error)) return [];
    throw error;
  }
}
