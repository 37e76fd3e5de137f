import type { ClusterFlags } from '../config/resolve-cluster.ts';
import type { Operation, StoreOperation } from '../operations/operation.ts';
import type { ClusterOptions } from './cluster-options.ts';
import type { OutputChoice } from './reporter.ts';

type Loading<Options, On> = () => Promise<(options: Options, operation: On) => Promise<void>>;

/** Carries an operation out on the cluster that is meant. It is loaded only now, so that `--help` goes without. */
export async function onCluster<Options extends ClusterOptions & ClusterFlags>(
  options: Options,
  load: Loading<Options, Operation>,
): Promise<void> {
  const [{ runOperation }, operate] = await Promise.all([import('./run-operation.ts'), load()]);
  await runOperation(options, (operation) => operate(options, operation));
}

/** The same for an operation that needs no cluster. */
export async function onStore<Options extends OutputChoice>(
  options: Options,
  load: Loading<Options, StoreOperation>,
): Promise<void> {
  const [{ runReported }, operate] = await Promise.all([import('./run-operation.ts'), load()]);
  await runReported(options, (operation) => operate(options, operation));
}
