import { Command } from 'commander';
import { withClusterOptions } from './cluster-options.ts';
import type { BundleOptions } from './run-support-bundle.ts';

/** `bramble support-bundle`: one file to show to others who are to help. */
export function supportBundleCommand(): Command {
  return withClusterOptions(new Command('support-bundle'))
    .description(
      'Make one file for asking for help: logs, settings, findings and history of the cluster, without secrets.',
    )
    .option('--keep-addresses', 'leave IP and MAC addresses as they are; otherwise each becomes a number')
    .addHelpText(
      'after',
      `
Look into the file before you pass it on: what is secret is found by its name, and a program may write anything into its log.`,
    )
    .action(async (options: BundleOptions) => {
      const { runSupportBundle } = await import('./run-support-bundle.ts');
      await runSupportBundle(options);
    });
}
