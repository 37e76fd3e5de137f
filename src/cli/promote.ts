import { Argument, Command } from 'commander';
import { componentNames } from '../domain/components.ts';
import type { ComponentName } from '../domain/roles.ts';
import type { PromoteOptions } from './run-promote.ts';
import { withStoreOptions } from './store-options.ts';

/** `bramble promote COMPONENT --from C --to C`: what is good enough here is good enough there. */
export function promoteCommand(): Command {
  return withStoreOptions(new Command('promote'))
    .description('Let another channel hold what one channel holds, for all architectures.')
    .addArgument(new Argument('<component>').choices(componentNames))
    .requiredOption('--from <channel>', 'such as latest/candidate')
    .requiredOption('--to <channel>', 'such as latest/stable; a risk alone stays on the track')
    .action(async (component: ComponentName, options: PromoteOptions) => {
      const { runPromote } = await import('./run-promote.ts');
      await runPromote(component, options);
    });
}
