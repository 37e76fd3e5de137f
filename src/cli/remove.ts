import type { Command } from 'commander';
import { operationCommand } from './operation-command.ts';

/** `bramble remove red02`: takes nodes out of a cluster. */
export function removeCommand(): Command {
  return operationCommand('remove').description(
    'Remove nodes from the cluster. Their running work ends or moves, HDFS copies their blocks to the others, and then what bramble installed is removed. If it is interrupted, run it again.',
  );
}
