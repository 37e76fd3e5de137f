import { Command } from 'commander';
import { withOutputOptions } from './cluster-options.ts';
import { onStore } from './on-cluster.ts';
import { operationCommand } from './operation-command.ts';
import type { OutputChoice } from './reporter.ts';

/** `bramble bench`: measures a cluster; `bramble bench compare A B` sets two records beside each other. */
export function benchCommand(): Command {
  return operationCommand('bench', () => ({ output: fileNow() }))
    .enablePositionalOptions()
    .description(
      'Measure a cluster and write a record: Spark, HDFS and MapReduce, and disk, memory and network under them.',
    )
    .addCommand(compareCommand());
}

function compareCommand(): Command {
  return withOutputOptions(new Command('compare'))
    .description('Say for each benchmark of two records whether they differ by more than the noise.')
    .argument('<a>', 'a record, as bramble bench has written it')
    .argument('<b>', 'another one')
    .action(async (a: string, b: string, options: OutputChoice) => {
      await onStore(
        { ...options, files: [a, b] as const },
        async () => (await import('../operations/compare-records.ts')).compareFiles,
      );
    });
}

/** `bench-20261122-214503.json` */
function fileNow(): string {
  const [date, time] = new Date()
    .toISOString()
    .replaceAll(/[-:]|\..*$/g, '')
    .split('T');
  return `bench-${date}-${time}.json`;
}
