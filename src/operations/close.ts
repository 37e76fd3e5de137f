import { fullChannel, parseChannel } from '../domain/channel.ts';
import type { ComponentName } from '../domain/roles.ts';
import { close as closeIn } from '../store/change-index.ts';
import { changeStore } from '../store/change-store.ts';
import { chooseStore } from '../store/known-stores.ts';
import { openChannels } from '../store/resolve-release.ts';
import type { StoreOperation } from './operation.ts';
import { renderChannels } from './render/channels.ts';
import { type StoreChoice, waiting } from './store-choice.ts';

export type CloseOptions = StoreChoice & { readonly component: ComponentName; readonly channel: string };

/** Closes a channel and shows what is left. */
export async function close(options: CloseOptions, operation: StoreOperation): Promise<void> {
  const { component } = options;
  const channel = parseChannel(options.channel);
  const location = await chooseStore(options.store);
  const change = { channel, at: new Date().toISOString() };
  const { index } = await changeStore(location, waiting(operation), async (now) => closeIn(now, component, change));
  const channels = openChannels(index, component, Date.now());
  operation.reporter.line(renderChannels({ component, channels }, index.revisions, operation.reporter.columns));
  operation.reporter.result({ store: location, component, closed: fullChannel(channel), channels });
}
