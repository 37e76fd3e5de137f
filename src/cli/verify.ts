import type { Command } from 'commander';
import { operationCommand } from './operation-command.ts';

/** `bramble verify spark`: shows rung by rung whether a cluster works. */
export function verifyCommand(): Command {
  return operationCommand('verify').description(
    'Prove that the cluster works: every node, daemon, port and answer, a file in HDFS, and jobs on every worker.',
  );
}
