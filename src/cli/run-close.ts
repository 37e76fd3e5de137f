import { fullChannel, parseChannel } from '../domain/channel.ts';
import type { ComponentName } from '../domain/roles.ts';
import { close } from '../store/change-index.ts';
import { changeStore } from '../store/change-store.ts';
import { chooseStore } from '../store/known-stores.ts';
import { openChannels } from '../store/resolve-release.ts';
import { renderChannels } from './render-channels.ts';
import { runOnStore, waiting } from './store-operation.ts';
import type { StoreOptions } from './store-options.ts';

/** Closes a channel and shows what is left. */
export async function runClose(component: ComponentName, name: string, options: StoreOptions): Promise<void> {
  const channel = parseChannel(name);
  const location = await chooseStore(options.store);
  await runOnStore(options, async (operation) => {
    const change = { channel, at: new Date().toISOString() };
    const { index } = await changeStore(location, waiting(operation), async (now) => close(now, component, change));
    const channels = openChannels(index, component, Date.now());
    operation.reporter.line(renderChannels({ component, channels }, index.revisions));
    operation.reporter.result({ store: location, component, closed: fullChannel(channel), channels });
  });
}
