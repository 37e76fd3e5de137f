import { Command } from 'commander';
import { parsePositive, withClusterOptions } from './cluster-options.ts';
import type { LogsOptions } from './run-logs.ts';

const defaultLines = 50;

/** `bramble logs [HOST]`: the daemons' logs, of one node or of all. */
export function logsCommand(): Command {
  return withClusterOptions(new Command('logs').argument('[host]', 'one node (default: all)'))
    .description('Show the logs of the daemons.')
    .option('--follow', 'go on as new lines come, until Ctrl-C')
    .option('--lines <number>', 'how many of the last lines of each daemon', parsePositive, defaultLines)
    .option('--role <role>', 'one daemon only, such as worker')
    .action(async (host: string | undefined, options: LogsOptions) => {
      const { runLogs } = await import('./run-logs.ts');
      await runLogs(host, options);
    });
}
