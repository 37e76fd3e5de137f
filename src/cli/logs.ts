import { Command } from 'commander';
import { parsePositive, withClusterOptions } from './cluster-options.ts';

const defaultLines = 50;

/** `bramble logs [HOST]`: the daemons' logs, of one node or of all. */
export function logsCommand(): Command {
  return withClusterOptions(new Command('logs').argument('[host]', 'one node (default: all)'))
    .description('Show the logs of the daemons.')
    .option('--follow', 'show new lines as they come, until Ctrl-C')
    .option('--lines <number>', 'how many of the last lines to show of each daemon', parsePositive, defaultLines)
    .option('--role <role>', 'only this daemon, such as worker')
    .action(async (host: string | undefined, _own: object, command: Command) => {
      const { runLogs } = await import('./run-logs.ts');
      await runLogs(host, command.optsWithGlobals());
    });
}
