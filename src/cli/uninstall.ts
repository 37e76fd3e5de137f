import type { Command } from 'commander';
import { operationCommand } from './operation-command.ts';

/** `bramble uninstall spark`: takes off the nodes what bramble brought. */
export function uninstallCommand(): Command {
  return operationCommand('uninstall').description(
    'Remove what bramble installed, and the names in /etc/hosts. Keeps data unless --purge is given.',
  );
}
