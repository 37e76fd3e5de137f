import { execa } from 'execa';
import { openSshArguments } from '../host/openssh.ts';
import { findRoutes } from '../session/reach.ts';
import type { ClusterOptions } from './cluster-options.ts';
import { runOperation } from './operation.ts';
import { onlyNode } from './run-logs.ts';

/** Hands the terminal to the OpenSSH client and ends with its exit status. */
export async function runSsh(name: string, words: readonly string[], options: ClusterOptions): Promise<void> {
  await runOperation(options, async ({ spec, reach, reporter }) => {
    onlyNode(spec, name);
    const route = findRoutes(spec, reach, reporter.report).get(name);
    if (route === undefined) return;
    const call = await openSshArguments(route.target, route.options);
    try {
      const { exitCode = 1 } = await execa('ssh', [...call.words, ...words], { stdio: 'inherit', reject: false });
      process.exitCode = exitCode;
    } finally {
      await call.remove();
    }
  });
}
