import { Command } from 'commander';
import { type ClusterOptions, withClusterOptions } from './cluster-options.ts';

/** `bramble ssh HOST [COMMAND…]`: a shell on a node, reached as bramble reaches it. */
export function sshCommand(): Command {
  return withClusterOptions(new Command('ssh'))
    .description('Open a shell on a node, or run a command there, with the keys and jumps that bramble uses.')
    .argument('<host>', 'a node of the cluster')
    .argument('[command...]', 'what to run (default: a login shell)')
    .passThroughOptions()
    .action(async (host: string, words: string[], options: ClusterOptions) => {
      const { runSsh } = await import('./run-ssh.ts');
      await runSsh(host, words, options);
    });
}
