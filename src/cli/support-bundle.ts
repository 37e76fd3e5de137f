import { Command } from 'commander';
import type { BundleOptions } from '../operations/support-bundle.ts';
import { type ClusterOptions, withClusterOptions } from './cluster-options.ts';
import { onCluster } from './on-cluster.ts';

/** `bramble support-bundle`: one file to show to others who are to help. */
export function supportBundleCommand(): Command {
  return withClusterOptions(new Command('support-bundle'))
    .description(
      'Make one file for asking for help: logs, settings, findings and history of the cluster, without secrets.',
    )
    .option('--keep-addresses', 'leave IP and MAC addresses as they are; otherwise each becomes a number')
    .action(async (options: ClusterOptions & BundleOptions) => {
      await onCluster(options, async () => (await import('../operations/support-bundle.ts')).supportBundle);
    });
}
