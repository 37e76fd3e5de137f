import { Command } from 'commander';
import { withClusterOptions } from './cluster-options.ts';
import type { StatusOptions } from './run-status.ts';

/** `bramble status`: the cluster on one screen. */
export function statusCommand(): Command {
  return withClusterOptions(new Command('status'))
    .description('Show nodes, roles, versions, memory, load, temperature and web pages on one screen.')
    .option('--watch', 'show it anew every few seconds, until Ctrl-C')
    .action(async (options: StatusOptions) => {
      const { runStatus } = await import('./run-status.ts');
      await runStatus(options);
    });
}
