import type { Command } from 'commander';
import { operationCommand } from './operation-command.ts';

/** `bramble unlock`: ends the command of another who is at work on the cluster. */
export function unlockCommand(): Command {
  return operationCommand('unlock').description(
    'Take over from somebody who is changing the cluster. Their command ends, and says who ended it.',
  );
}
