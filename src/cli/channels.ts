import { Argument, Command } from 'commander';
import { componentNames } from '../domain/components.ts';
import type { ComponentName } from '../domain/roles.ts';
import { onStore } from './on-cluster.ts';
import { type StoreOptions, withStoreOptions, withTrust } from './store-options.ts';

/** `bramble channels [component]`: what a store holds. */
export function channelsCommand(): Command {
  return withTrust(withStoreOptions(new Command('channels')))
    .description('Show what the channels of a store hold, for each component and architecture.')
    .addArgument(new Argument('[component]', 'only this one').choices(componentNames))
    .action(async (component: ComponentName | undefined, _own: object, command: Command) => {
      const options: StoreOptions & { readonly remote?: string } = command.optsWithGlobals();
      const { remote } = options;
      const wish = { ...options, ...(component === undefined ? {} : { component }) };
      if (remote === undefined) await onStore(wish, async () => (await import('../operations/channels.ts')).channels);
      else await (await import('./remote/remote-channels.ts')).remoteChannels({ ...wish, remote });
    });
}
