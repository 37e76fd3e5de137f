import { Command } from 'commander';
import { withClusterOptions } from './cluster-options.ts';
import { componentsArgument, readComponents } from './component-argument.ts';
import type { StopOptions } from './run-power.ts';

/** `bramble stop`: ends all daemons of a cluster, in order. */
export function stopCommand(): Command {
  return withClusterOptions(new Command('stop').addArgument(componentsArgument()))
    .description(
      'Stop all daemons of the cluster in the right order, work first. The next boot of a host starts its daemons again, and so does bramble start.',
    )
    .option('--yes', 'do not ask, also where applications are running')
    .action(async (words: string[], options: StopOptions) => {
      const { runStop } = await import('./run-power.ts');
      await runStop({ ...options, components: readComponents(words) });
    });
}
