import type { Command } from 'commander';
import { operationCommand } from './operation-command.ts';

/** `bramble maintenance red01 --for 30m`: lets nodes be switched off for a while. */
export function maintenanceCommand(): Command {
  return operationCommand('maintenance').description(
    'Prepare nodes to be switched off for a while: their running work ends or moves, and HDFS makes no new copies of their blocks until the time is up.',
  );
}
