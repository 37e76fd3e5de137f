import { fullChannel, parseChannel, resolveChannel } from '../domain/channel.ts';
import type { ComponentName } from '../domain/roles.ts';
import { promote } from '../store/change-index.ts';
import { changeStore } from '../store/change-store.ts';
import { chooseStore } from '../store/known-stores.ts';
import { openChannels } from '../store/resolve-release.ts';
import { renderChannels } from './render-channels.ts';
import { runOnStore, waiting } from './store-operation.ts';
import type { StoreOptions } from './store-options.ts';

export type PromoteOptions = StoreOptions & { readonly from: string; readonly to: string };

/** Lets one channel hold what another holds. */
export async function runPromote(component: ComponentName, options: PromoteOptions): Promise<void> {
  const [from, to] = [parseChannel(options.from), parseChannel(resolveChannel(options.from, options.to))];
  const location = await chooseStore(options.store);
  await runOnStore(options, async (operation) => {
    const change = { from, to, at: new Date().toISOString() };
    const { index } = await changeStore(location, waiting(operation), async (now) => promote(now, component, change));
    const channels = openChannels(index, component, Date.now());
    operation.reporter.line(renderChannels({ component, channels }, index.revisions));
    const result = { store: location, component, from: fullChannel(from), to: fullChannel(to), channels };
    operation.reporter.result(result);
  });
}
