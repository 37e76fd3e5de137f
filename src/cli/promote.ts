import { Argument, Command } from 'commander';
import { componentNames } from '../domain/components.ts';
import type { ComponentName } from '../domain/roles.ts';
import type { PromoteOptions } from '../operations/promote.ts';
import { onStore } from './on-cluster.ts';
import type { OutputChoice } from './reporter.ts';
import { withStoreOptions } from './store-options.ts';

/** `bramble promote COMPONENT --from C --to C`: what is good enough here is good enough there. */
export function promoteCommand(): Command {
  return withStoreOptions(new Command('promote'))
    .description('Release to one channel what another channel holds, for all architectures.')
    .addArgument(new Argument('<component>').choices(componentNames))
    .requiredOption('--from <channel>', 'such as latest/candidate')
    .requiredOption('--to <channel>', 'such as latest/stable; a risk alone stays on the track')
    .action(async (component: ComponentName, options: Omit<PromoteOptions, 'component'> & OutputChoice) => {
      await onStore({ ...options, component }, async () => (await import('../operations/promote.ts')).promote);
    });
}
