import { Command } from 'commander';
import { withClusterOptions } from './cluster-options.ts';
import type { RemoveOptions } from './run-remove.ts';

/** `bramble remove red02`: takes nodes out of a cluster. */
export function removeCommand(): Command {
  return withClusterOptions(new Command('remove').argument('<nodes>', 'such as red02 or "red[02-03]"'))
    .description(
      'Take nodes out of the cluster: their running work ends or moves, HDFS copies their blocks to the others, and then what bramble brought is uninstalled. Repeat it where it was interrupted.',
    )
    .option(
      '--dead',
      'the nodes are gone for good: wait until HDFS has copied their blocks anew, and touch nothing of them',
    )
    .option('--lower-replication', 'give files with more copies than DataNodes are left fewer copies')
    .option('--purge', 'remove the data on the nodes too, and not only what bramble brought')
    .option('--drain-limit <time>', 'how long running work may take to end', '10m')
    .option('--yes', 'do not ask')
    .option('--dry-run', 'show what would be done and do nothing')
    .option('--no-verify', 'skip the verification at the end')
    .addHelpText(
      'after',
      `
Examples:
  bramble remove red02
  bramble remove red02 --dead`,
    )
    .action(async (list: string, options: RemoveOptions) => {
      const { runRemove } = await import('./run-remove.ts');
      await runRemove(list, options);
    });
}
