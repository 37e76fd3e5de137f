import type { ClusterFlags } from '../config/resolve-cluster.ts';
import type { OperationName } from '../operations/option-rows.ts';
import type { ClusterOptions } from './cluster-options.ts';

/** Carries out an operation of the table on the cluster that is meant: here, or by a server. */
export async function callOperation(
  name: OperationName,
  options: Readonly<Record<string, unknown>>,
  cluster: ClusterOptions & ClusterFlags,
): Promise<void> {
  const { remote } = cluster;
  if (remote !== undefined) {
    const { runRemote } = await import('./remote/run-remote.ts');
    return await runRemote(name, options, { ...cluster, remote });
  }
  const [{ runOperation }, { loadOperation }] = await Promise.all([
    import('./run-operation.ts'),
    import('../operations/operations.ts'),
  ]);
  const operate = await loadOperation(name);
  await runOperation(cluster, (operation) => operate(options, operation));
}
