import { componentNames } from '../domain/components.ts';
import type { ComponentName } from '../domain/roles.ts';
import { chooseStore } from '../store/known-stores.ts';
import { openStore } from '../store/open-store.ts';
import { openChannels } from '../store/resolve-release.ts';
import { fingerprintOf } from '../store/signed-index.ts';
import { renderChannels } from './render-channels.ts';
import { runOnStore } from './store-operation.ts';
import type { StoreOptions } from './store-options.ts';

/** Reads a store's index and shows its channels. */
export async function runChannels(component: ComponentName | undefined, options: StoreOptions): Promise<void> {
  const location = await chooseStore(options.store);
  await runOnStore(options, async ({ signal, reporter }) => {
    const { index, key, isNew } = await openStore(location, { trust: options.trustKey, signal });
    const nowMs = Date.now();
    const chosen = component === undefined ? componentNames : [component];
    const maps = chosen.map((name) => ({ component: name, channels: openChannels(index, name, nowMs) }));
    reporter.line(`store ${location}, key ${fingerprintOf(key)}${isNew ? ' (pinned now)' : ''}`);
    for (const map of maps) reporter.line(`\n${renderChannels(map, index.revisions)}`);
    const { revisions, history } = index;
    reporter.result({ store: location, key: fingerprintOf(key), channels: maps, revisions, history });
  });
}
