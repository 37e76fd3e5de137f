import type { Command } from 'commander';
import { operationCommand } from './operation-command.ts';

/** `bramble add "red[03-05]"`: lets more hosts join a cluster. */
export function addCommand(): Command {
  return operationCommand('add').description(
    'Add hosts to the cluster; they do the same work as the others. Other nodes are touched only if their own configuration changes.',
  );
}
