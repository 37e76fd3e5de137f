import { Command } from 'commander';
import { withClusterOptions } from './cluster-options.ts';
import { componentsArgument, readComponents } from './component-argument.ts';
import type { StartOptions } from './run-power.ts';

/** `bramble start`: starts all daemons of a cluster, in order. */
export function startCommand(): Command {
  return withClusterOptions(new Command('start').addArgument(componentsArgument()))
    .description('Start all daemons of the cluster in the right order, and verify that they work; no job is run.')
    .option('--no-verify', 'skip the verification at the end')
    .action(async (words: string[], options: StartOptions) => {
      const { runStart } = await import('./run-power.ts');
      await runStart({ ...options, components: readComponents(words) });
    });
}
