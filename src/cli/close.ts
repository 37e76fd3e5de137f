import { Argument, Command } from 'commander';
import { componentNames } from '../domain/components.ts';
import type { ComponentName } from '../domain/roles.ts';
import { onStore } from './on-cluster.ts';
import { type StoreOptions, withStoreOptions } from './store-options.ts';

/** `bramble close COMPONENT CHANNEL`: who follows it gets the next safer risk. */
export function closeCommand(): Command {
  return withStoreOptions(new Command('close'))
    .description('Close a channel of a store: clusters that follow it get what the next safer risk of its track holds.')
    .addArgument(new Argument('<component>').choices(componentNames))
    .argument('<channel>', 'such as latest/edge')
    .action(async (component: ComponentName, channel: string, options: StoreOptions) => {
      await onStore({ ...options, component, channel }, async () => (await import('../operations/close.ts')).close);
    });
}
