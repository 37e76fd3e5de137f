import type { Command } from 'commander';
import { operationCommand } from './operation-command.ts';

/** `bramble history`: who changed what, when, and how it ended. */
export function historyCommand(): Command {
  return operationCommand('history').description(
    'Show who changed the cluster, when, and with what result, from the records on the nodes themselves.',
  );
}
