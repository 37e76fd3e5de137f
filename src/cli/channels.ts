import { Argument, Command } from 'commander';
import { componentNames } from '../domain/components.ts';
import type { ComponentName } from '../domain/roles.ts';
import { type StoreOptions, withStoreOptions, withTrust } from './store-options.ts';

/** `bramble channels [component]`: what a store holds. */
export function channelsCommand(): Command {
  return withTrust(withStoreOptions(new Command('channels')))
    .description('Show what the channels of a store hold, for each component and architecture.')
    .addArgument(new Argument('[component]', 'only this one').choices(componentNames))
    .action(async (component: ComponentName | undefined, options: StoreOptions) => {
      const { runChannels } = await import('./run-channels.ts');
      await runChannels(component, options);
    });
}
