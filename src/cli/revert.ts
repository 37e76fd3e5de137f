import type { Command } from 'commander';
import { operationCommand } from './operation-command.ts';

/** `bramble revert`: back to the revision before the last upgrade. */
export function revertCommand(): Command {
  return operationCommand('revert').description(
    'Go back to the revision that ran before the last upgrade, node by node, watching each before the next. Settings and data stay.',
  );
}
