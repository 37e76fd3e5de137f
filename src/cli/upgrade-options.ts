import { type Command, InvalidArgumentError } from 'commander';
import type { BatchSize } from '../plan/plan-batches.ts';

/** Adds the options by which nodes are taken in batches. */
export function withBatches(command: Command): Command {
  return command
    .option(
      '--batch <size>',
      'how many nodes at once, such as 2 or 25% (default: 1); DataNodes always go one by one',
      parseBatch,
    )
    .option('--canary <host>', 'the node that goes first, alone, among those that lead nothing')
    .option('--soak <seconds>', 'how long each batch is watched before the next (default: 20)', parseSeconds)
    .option(
      '--drain-timeout <seconds>',
      'how long running work may take to end or move first (default: 120)',
      parseSeconds,
    )
    .option('--start-timeout <seconds>', 'how long a daemon may take until it answers (default: 120)', parseSeconds);
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
