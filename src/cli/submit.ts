import { Command } from 'commander';
import { collect, withClusterOptions } from './cluster-options.ts';
import type { SubmitOptions } from './run-submit.ts';

/** `bramble submit FILE [ARG…]`: runs an application on the cluster. */
export function submitCommand(): Command {
  return withClusterOptions(new Command('submit'))
    .description('Run a Python program or a jar on the cluster, show its output, and end with its exit status.')
    .argument('<file>', 'a .py file or a jar on this machine')
    .argument('[args...]', 'arguments of the application')
    .option('--class <name>', 'main class of a jar')
    .option('--conf <name=value>', 'a property of Spark or of the job; may be repeated', collect)
    .option('--mapreduce', 'run the jar as a MapReduce job on YARN: hadoop jar')
    .option('--name <name>', 'name of the application')
    .passThroughOptions()
    .action(async (file: string, args: string[], options: SubmitOptions) => {
      const { runSubmit } = await import('./run-submit.ts');
      await runSubmit(file, args, options);
    });
}
