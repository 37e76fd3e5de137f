import type { Command } from 'commander';
import { operationCommand } from './operation-command.ts';

/** `bramble stop`: ends all daemons of a cluster, in order. */
export function stopCommand(): Command {
  return operationCommand('stop').description(
    'Stop all daemons of the cluster in the right order, work first. The next boot of a host starts its daemons again, and so does bramble start.',
  );
}
