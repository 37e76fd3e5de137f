import type { ClusterFlags } from '../config/resolve-cluster.ts';
import type { Operation, StoreOperation } from '../operations/operation.ts';
import { confirm } from './ask.ts';
import type { ClusterOptions } from './cluster-options.ts';
import { findCluster } from './find-cluster.ts';
import { abortOnInterrupt } from './interruption.ts';
import { createReporter, type OutputChoice } from './reporter.ts';

/** Finds out which cluster is meant, asks for the sudo password where told to, and runs the command's work. */
export async function runOperation(
  options: ClusterOptions & ClusterFlags & OutputChoice,
  work: (operation: Operation) => Promise<void>,
): Promise<void> {
  const { reachBy } = await import('./reach-by.ts');
  const spec = await findCluster(options);
  await runReported(options, async (base) => {
    await work({ ...base, spec, confirm, reach: await reachBy(options, spec, base.signal) });
  });
}

/** Runs a command's work that needs no cluster, with its output as asked for. */
export async function runReported(
  options: OutputChoice,
  work: (operation: StoreOperation) => Promise<void>,
): Promise<void> {
  const signal = abortOnInterrupt();
  const reporter = createReporter(options);
  try {
    await work({ signal, reporter });
  } finally {
    reporter.stop();
  }
}
