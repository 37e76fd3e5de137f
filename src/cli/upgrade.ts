import { Command, InvalidArgumentError, Option } from 'commander';
import type { BatchSize } from '../plan/plan-batches.ts';
import { withClusterOptions } from './cluster-options.ts';
import { componentsArgument, readComponents } from './component-argument.ts';
import type { UpgradeOptions } from './run-upgrade.ts';
import { withSource } from './store-options.ts';

/** `bramble upgrade`: another revision on a cluster that works, batch by batch. */
export function upgradeCommand(): Command {
  return withSource(withClusterOptions(new Command('upgrade').addArgument(componentsArgument())))
    .description(
      'Bring another revision to a cluster that works: node after node, each watched before the next. Stops at the first sign of trouble and puts back what was there.',
    )
    .option(
      '--batch <size>',
      'how many nodes at once, such as 2 or 25% (default: 1); DataNodes always go one by one',
      parseBatch,
    )
    .option('--canary <host>', 'the node that goes first, alone')
    .option('--soak <seconds>', 'how long each batch is watched before the next (default: 20)', parseSeconds)
    .addOption(
      new Option(
        '--on-failure <way>',
        'what becomes of the nodes that were done when a later one fails (default: revert)',
      ).choices(['revert', 'keep']),
    )
    .option('--dry-run', 'show the batches and do nothing')
    .option('--no-verify', 'skip the jobs of the verification at the end')
    .addHelpText(
      'after',
      `
Examples:
  bramble upgrade spark --dry-run
  bramble upgrade --channel 4.3/stable --canary red02
  bramble upgrade hadoop --soak 60`,
    )
    .action(async (words: string[], options: UpgradeOptions) => {
      const { runUpgrade } = await import('./run-upgrade.ts');
      await runUpgrade({ ...options, ...(words.length > 0 && { components: readComponents(words) }) });
    });
}

function parseBatch(text: string): BatchSize {
  const [, digits, percent] = /^([1-9]\d*)(%?)$/.exec(text) ?? [];
  const number = Number(digits);
  if (digits === undefined || (percent === '%' && number > 100))
    throw new InvalidArgumentError('It must be a number of nodes, such as 2, or a share, such as 25%.');
  return percent === '%' ? { percent: number } : { count: number };
}

function parseSeconds(text: string): number {
  const number = Number(text);
  if (!(number >= 0) || text.trim() === '')
    throw new InvalidArgumentError('It must be a number of seconds, 0 or more.');
  return number;
}
