import { execa } from 'execa';
import { openSshArguments } from '../host/openssh.ts';
import type { Operation } from '../operations/operation.ts';
import { findRoutes } from '../session/reach.ts';

/** Hands this terminal to the OpenSSH client on a node of the cluster, and ends with its exit status. */
export async function openTerminal(
  node: string,
  words: readonly string[],
  { spec, reach, reporter }: Operation,
): Promise<void> {
  const route = findRoutes(spec, reach, reporter.report).get(node);
  if (route === undefined) return;
  const call = await openSshArguments(route.target, route.options);
  const terminal = process.stdin.isTTY && process.stdout.isTTY && words.length > 0 ? ['-t'] : [];
  try {
    const { exitCode = 1 } = await execa('ssh', [...terminal, ...call.words, ...words], {
      stdio: 'inherit',
      reject: false,
    });
    process.exitCode = exitCode;
  } finally {
    await call.remove();
  }
}
