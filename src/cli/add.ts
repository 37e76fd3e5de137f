import { Command, Option } from 'commander';
import { collect, withClusterOptions } from './cluster-options.ts';
import type { AddOptions } from './run-add.ts';

/** `bramble add "red[03-05]"`: lets more hosts join a cluster. */
export function addCommand(): Command {
  return withClusterOptions(new Command('add').argument('<hosts>', 'such as red03 or "red[03-05]"'))
    .description(
      'Let more hosts join the cluster: they work as the others do. The others are touched only where their own configuration changes.',
    )
    .option('--data-dir <folder>', 'keep HDFS blocks there on the new hosts; may be repeated', collect)
    .addOption(
      new Option('--method <way>', 'how it gets there (default: auto, by what each host can do)').choices([
        'auto',
        'snap',
        'tarball',
      ]),
    )
    .option('--no-setrep', 'leave the number of copies of existing files as it is')
    .option('--rebalance', 'move blocks to the new hosts too (hdfs balancer), which may take long')
    .option('--yes', 'do not ask')
    .option('--dry-run', 'show what would be done and do nothing')
    .option('--no-verify', 'skip the verification at the end')
    .addHelpText(
      'after',
      `
Examples:
  bramble add "red[03-05]"
  bramble add red03 --rebalance --yes`,
    )
    .action(async (list: string, options: AddOptions) => {
      const { runAdd } = await import('./run-add.ts');
      await runAdd(list, options);
    });
}
