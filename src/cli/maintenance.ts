import { Command, Option } from 'commander';
import { withClusterOptions } from './cluster-options.ts';
import type { MaintenanceOptions } from './run-maintenance.ts';

/** `bramble maintenance red01 --for 30m`: lets nodes be switched off for a while. */
export function maintenanceCommand(): Command {
  return withClusterOptions(new Command('maintenance').argument('<nodes>', 'such as red01 or "red[01-02]"'))
    .description(
      'Let nodes be switched off for a while: their running work ends or moves, and HDFS copies no blocks because of them until the time is over.',
    )
    .addOption(new Option('--for <time>', 'how long they may be away, such as 30m or 2h').conflicts('end'))
    .option('--end', 'take them back')
    .option('--drain-limit <time>', 'how long running work may take to end', '10m')
    .addHelpText(
      'after',
      `
Examples:
  bramble maintenance red01 --for 30m
  bramble maintenance red01 --end`,
    )
    .action(async (list: string, options: MaintenanceOptions) => {
      const { runMaintenance } = await import('./run-maintenance.ts');
      await runMaintenance(list, options);
    });
}
