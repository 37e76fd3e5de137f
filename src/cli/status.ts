import type { Command } from 'commander';
import { callOperation } from './call-operation.ts';
import type { ClusterOptions } from './cluster-options.ts';
import { onCluster } from './on-cluster.ts';
import { operationCommand } from './operation-command.ts';

/** `bramble status`: the cluster on one screen. */
export function statusCommand(): Command {
  return operationCommand('status')
    .description('Show nodes, roles, versions, memory, load, temperature and web pages on one screen.')
    .option('--watch', 'refresh it every few seconds, until Ctrl-C')
    .action(async (_own, command: Command) => {
      const options: ClusterOptions & { readonly watch?: boolean } = command.optsWithGlobals();
      if (options.watch) await watch(options);
      else await callOperation('status', {}, options);
    });
}

async function watch(options: ClusterOptions): Promise<void> {
  const { remote } = options;
  if (remote === undefined) await onCluster(options, async () => (await import('./watch-status.ts')).watchStatus);
  else await (await import('./remote/watch-remote-status.ts')).watchRemoteStatus({ ...options, remote });
}
