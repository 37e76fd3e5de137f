import { Argument, Command } from 'commander';
import type { ClusterOptions } from './cluster-options.ts';
import { withClusterOptions } from './cluster-options.ts';
import { nodeCommands } from './node-commands.ts';

/** `bramble run hdfs dfs -ls /`: a command of Hadoop or Spark on the node where it belongs. */
export function runCommand(): Command {
  return withClusterOptions(new Command('run'))
    .description('Run a command of Hadoop or Spark on the right node, with this terminal’s input and output.')
    .addArgument(new Argument('<command>', 'the command').choices(Object.keys(nodeCommands)))
    .argument('[args...]', 'its own arguments, as in the manual of Hadoop or Spark')
    .passThroughOptions()
    .action(async (command: string, args: string[], options: ClusterOptions) => {
      const { runOnNode } = await import('./run-on-node.ts');
      await runOnNode(command, args, options);
    });
}
