import { Command } from 'commander';
import { withClusterOptions } from './cluster-options.ts';
import { componentsArgument, readComponents } from './component-argument.ts';
import type { UninstallOptions } from './run-uninstall.ts';

/** `bramble uninstall spark`: takes off the nodes what bramble brought. */
export function uninstallCommand(): Command {
  return withClusterOptions(new Command('uninstall').addArgument(componentsArgument()))
    .description('Remove what bramble installed, and the names in /etc/hosts. Keeps data unless --purge is given.')
    .option('--purge', 'remove the data too: the files in HDFS, event logs and the files of finished applications')
    .option('--dry-run', 'show what would be removed and remove nothing')
    .option('--yes', 'do not ask')
    .action(async (words: string[], options: UninstallOptions) => {
      const { runUninstall } = await import('./run-uninstall.ts');
      await runUninstall({ ...options, components: readComponents(words) });
    });
}
