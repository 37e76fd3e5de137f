import { Command, InvalidArgumentError } from 'commander';
import { withClusterOptions } from './cluster-options.ts';
import type { HistoryOptions } from './run-history.ts';

const usual = 20;

/** `bramble history`: who changed what, when, and how it ended. */
export function historyCommand(): Command {
  return withClusterOptions(new Command('history'))
    .description('Show who changed the cluster, when and with which result, from the records of the nodes themselves.')
    .option('--last <number>', 'how many of the newest', parseCount, usual)
    .action(async (options: HistoryOptions) => {
      const { runHistory } = await import('./run-history.ts');
      await runHistory(options);
    });
}

function parseCount(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count > 0) return count;
  throw new InvalidArgumentError('It must be a whole number above 0.');
}
