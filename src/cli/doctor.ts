import type { Command } from 'commander';
import { operationCommand } from './operation-command.ts';

/** `bramble doctor`: what is wrong with machines, before anything is deployed on them or at any time later. */
export function doctorCommand(): Command {
  return operationCommand('doctor').description(
    'Look for what would break or slow down a cluster: system, power, disk, clock, network. Changes nothing.',
  );
}
