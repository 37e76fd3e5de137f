import type { Command } from 'commander';
import { operationCommand } from './operation-command.ts';

/** `bramble upgrade`: another revision on a cluster that works, batch by batch. */
export function upgradeCommand(): Command {
  return operationCommand('upgrade').description(
    'Bring a working cluster to another revision, node by node, watching each before the next. At the first sign of trouble it stops and puts back what was there.',
  );
}
