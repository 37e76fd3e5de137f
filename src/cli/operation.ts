import type { ClusterFlags } from '../config/resolve-cluster.ts';
import type { ClusterSpec } from '../domain/cluster.ts';
import type { ReachOptions } from '../session/reach.ts';
import type { ClusterOptions } from './cluster-options.ts';
import { findCluster } from './find-cluster.ts';
import { abortOnInterrupt } from './interruption.ts';
import { createReporter, type OutputChoice, type Reporter } from './reporter.ts';

/** What every command that reaches a cluster works with. */
export interface Operation {
  readonly spec: ClusterSpec;
  readonly reach: ReachOptions;
  readonly signal: AbortSignal;
  readonly reporter: Reporter;
}

/** Finds out which cluster is meant, asks for the sudo password where told to, and runs the command's work. */
export async function runOperation(
  options: ClusterOptions & ClusterFlags & OutputChoice,
  work: (operation: Operation) => Promise<void>,
): Promise<void> {
  const { reachBy } = await import('./reach-by.ts');
  const spec = await findCluster(options);
  const signal = abortOnInterrupt();
  const reporter = createReporter(options);
  try {
    await work({ spec, reach: await reachBy(options, spec, signal), signal, reporter });
  } finally {
    reporter.stop();
  }
}
