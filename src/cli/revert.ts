import { Command } from 'commander';
import { withClusterOptions } from './cluster-options.ts';
import { componentsArgument, readComponents } from './component-argument.ts';
import { withBatches } from './upgrade-options.ts';
import type { BatchOptions } from './upgrade-request.ts';

/** `bramble revert`: back to the revision before the last upgrade. */
export function revertCommand(): Command {
  return withBatches(withClusterOptions(new Command('revert').addArgument(componentsArgument())))
    .description(
      'Go back to the revision that ran before the last upgrade: node after node, each watched before the next. Keys and data stay.',
    )
    .option('--dry-run', 'show the batches and do nothing')
    .option('--no-verify', 'skip the jobs of the verification at the end')
    .addHelpText(
      'after',
      `
Examples:
  bramble revert spark --dry-run
  bramble revert hadoop`,
    )
    .action(async (words: string[], options: BatchOptions) => {
      const { runRevert } = await import('./run-revert.ts');
      await runRevert({ ...options, components: readComponents(words) });
    });
}
