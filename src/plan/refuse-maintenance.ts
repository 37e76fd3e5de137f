import { dataNodeNamed, type HdfsState, staying } from '../facts/hdfs-state.ts';

/** Why DataNodes cannot be put into maintenance; undefined where they can. */
export function refuseMaintenance(names: readonly string[], state: HdfsState): string | undefined {
  if (state.safeMode !== '') return `HDFS is in safe mode: ${state.safeMode}`;
  const unknown = names.filter((name) => dataNodeNamed(name, state) === undefined);
  if (unknown.length > 0) return `the NameNode knows no DataNode on ${unknown.join(', ')}`;
  return staying(state.dataNodes, names).length === 0 ? 'no other DataNode would be left to read from' : undefined;
}
