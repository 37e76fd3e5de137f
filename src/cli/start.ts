import type { Command } from 'commander';
import { operationCommand } from './operation-command.ts';

/** `bramble start`: starts all daemons of a cluster, in order. */
export function startCommand(): Command {
  return operationCommand('start').description(
    'Start all daemons of the cluster in the right order, and verify that they work, without running jobs.',
  );
}
