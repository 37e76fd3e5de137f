import { Command } from 'commander';
import { withClusterOptions } from './cluster-options.ts';
import { componentsArgument, readComponents } from './component-argument.ts';
import type { DoctorOptions } from './run-doctor.ts';

/** `bramble doctor`: what is wrong with machines, before anything is deployed on them or at any time later. */
export function doctorCommand(): Command {
  return withClusterOptions(new Command('doctor').addArgument(componentsArgument()))
    .description(
      'Look for what would break or slow down a cluster: system, power, disk, clock, network. Changes nothing.',
    )
    .option('--fix', 'do what is safe to do, after showing it')
    .option('--dry-run', 'with --fix: show what would be done and do nothing')
    .option('--yes', 'do not ask')
    .addHelpText(
      'after',
      `
Nothing needs to be deployed. Writes 64 MB to each disk to measure it. Exit status 1 says that a host is not fit.

Examples:
  bramble doctor --hosts "red,red[01-02]"
  bramble doctor spark hadoop --hosts "red,red[01-02]" --verbose
  bramble doctor --hosts "red,red[01-02]" --fix`,
    )
    .action(async (words: string[], options: DoctorOptions) => {
      const { runDoctor } = await import('./run-doctor.ts');
      await runDoctor({ ...options, components: readComponents(words) });
    });
}
