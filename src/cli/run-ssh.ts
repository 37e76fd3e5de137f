import { onlyNode } from '../operations/logs.ts';
import type { ClusterOptions } from './cluster-options.ts';
import { openTerminal } from './open-terminal.ts';
import { runOperation } from './run-operation.ts';

/** Hands the terminal to the OpenSSH client and ends with its exit status. */
export async function runSsh(name: string, words: readonly string[], options: ClusterOptions): Promise<void> {
  await runOperation({ ...options, passesThrough: true }, async (operation) => {
    onlyNode(operation.spec, name);
    await openTerminal(name, words, operation);
  });
}
