import { Command, Option } from 'commander';
import { withClusterOptions } from './cluster-options.ts';
import { componentsArgument, readComponents } from './component-argument.ts';
import type { UpgradeOptions } from './run-upgrade.ts';
import { withSource } from './store-options.ts';
import { withBatches } from './upgrade-options.ts';

/** `bramble upgrade`: another revision on a cluster that works, batch by batch. */
export function upgradeCommand(): Command {
  const command = withClusterOptions(new Command('upgrade').addArgument(componentsArgument()));
  return withBatches(withSource(command))
    .description(
      'Bring another revision to a cluster that works: node after node, each watched before the next. Stops at the first sign of trouble and puts back what was there.',
    )
    .addOption(
      new Option(
        '--on-failure <way>',
        'what becomes of the nodes that were done when a later one fails (default: revert)',
      ).choices(['revert', 'keep']),
    )
    .option('--finalize', 'end the rolling upgrade of HDFS for good: from then on it cannot go back')
    .option('--dry-run', 'show the batches and do nothing')
    .option('--no-verify', 'skip the jobs of the verification at the end')
    .addHelpText(
      'after',
      `
Examples:
  bramble upgrade spark --dry-run
  bramble upgrade --channel 4.3/stable --canary red02
  bramble upgrade hadoop --soak 60
  bramble upgrade hadoop --finalize`,
    )
    .action(async (words: string[], options: UpgradeOptions & { readonly finalize?: boolean }) => {
      const components = readComponents(words);
      if (options.finalize) return (await import('./run-finalize.ts')).runFinalize(options);
      const { runUpgrade } = await import('./run-upgrade.ts');
      await runUpgrade({ ...options, components });
    });
}
