import { componentNames } from '../domain/components.ts';
import type { ComponentName } from '../domain/roles.ts';
import { chooseStore } from '../store/known-stores.ts';
import { openStore } from '../store/open-store.ts';
import { openChannels } from '../store/resolve-release.ts';
import { fingerprintOf } from '../store/signed-index.ts';
import type { Reporter, StoreOperation } from './operation.ts';
import { renderChannels } from './render/channels.ts';
import type { ChannelsResult } from './results.ts';
import type { StoreChoice } from './store-choice.ts';

export type ChannelsOptions = StoreChoice & { readonly component?: ComponentName };

/** Reads a store's index and shows its channels. */
export async function channels(
  { component, store, trustKey }: ChannelsOptions,
  { signal, reporter }: StoreOperation,
): Promise<void> {
  const location = await chooseStore(store);
  const { index, key, isNew } = await openStore(location, { trust: trustKey, signal });
  const nowMs = Date.now();
  const chosen = component === undefined ? componentNames : [component];
  const maps = chosen.map((name) => ({ component: name, channels: openChannels(index, name, nowMs) }));
  const { revisions, history } = index;
  tellChannels({ store: location, key: fingerprintOf(key), isNew, channels: maps, revisions, history }, reporter);
}

/** Shows what a store holds. */
export function tellChannels(
  { isNew = false, ...result }: ChannelsResult & { readonly isNew?: boolean },
  reporter: Reporter,
): void {
  const { store, key, channels: maps, revisions } = result;
  reporter.line(`store ${store}, key ${key}${isNew ? ' (pinned now)' : ''}`);
  for (const map of maps) reporter.line(`\n${renderChannels(map, revisions, reporter.columns)}`);
  reporter.result(result);
}
