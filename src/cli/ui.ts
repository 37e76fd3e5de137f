import { Command } from 'commander';
import { withClusterOptions } from './cluster-options.ts';
import type { UiOptions } from './run-ui.ts';

/** `bramble ui`: the cluster's web pages on this machine, through SSH. */
export function uiCommand(): Command {
  return withClusterOptions(new Command('ui'))
    .description(
      'Open tunnels through SSH to the web pages of the cluster and print their addresses. Ends with Ctrl-C.',
    )
    .option('--open', 'open the master’s page in the browser, or the NameNode’s if there is no Spark')
    .action(async (options: UiOptions) => {
      const { runUi } = await import('./run-ui.ts');
      await runUi(options);
    });
}
