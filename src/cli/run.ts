import { Argument, Command } from 'commander';
import type { ClusterOptions } from './cluster-options.ts';
import { withClusterOptions } from './cluster-options.ts';
import { nodeCommands } from './node-commands.ts';

/** `bramble run hdfs dfs -ls /`: a command of Hadoop or Spark on the node where it belongs. */
export function runCommand(): Command {
  return withClusterOptions(new Command('run'))
    .description(
      'Run a command of Hadoop or Spark on the node where it belongs, with this terminal’s input and output.',
    )
    .addArgument(new Argument('<command>', 'the command').choices(Object.keys(nodeCommands)))
    .argument('[args...]', 'its own words, as in the manual of Hadoop or Spark')
    .passThroughOptions()
    .addHelpText(
      'after',
      `
Options of bramble stand before the command.

Examples:
  bramble run hdfs dfs -put - /words.txt < words.txt
  bramble run hadoop jar hadoop-mapreduce-examples wordcount /words.txt /counts
  bramble run yarn application -list
  bramble run pyspark`,
    )
    .action(async (command: string, args: string[], options: ClusterOptions) => {
      const { runOnNode } = await import('./run-on-node.ts');
      await runOnNode(command, args, options);
    });
}
