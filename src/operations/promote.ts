import { fullChannel, parseChannel, resolveChannel } from '../domain/channel.ts';
import type { ComponentName } from '../domain/roles.ts';
import { promote as promoteTo } from '../store/change-index.ts';
import { changeStore } from '../store/change-store.ts';
import { chooseStore } from '../store/known-stores.ts';
import { openChannels } from '../store/resolve-release.ts';
import type { StoreOperation } from './operation.ts';
import { renderChannels } from './render/channels.ts';
import { type StoreChoice, tellDoubt, waiting } from './store-choice.ts';

export type PromoteOptions = StoreChoice & {
  readonly component: ComponentName;
  readonly from: string;
  readonly to: string;
};

/** Lets one channel hold what another holds. */
export async function promote(options: PromoteOptions, operation: StoreOperation): Promise<void> {
  const { component } = options;
  const [from, to] = [parseChannel(options.from), parseChannel(resolveChannel(options.from, options.to))];
  tellDoubt(options.to, operation);
  const location = await chooseStore(options.store);
  const change = { from, to, at: new Date().toISOString() };
  const { index } = await changeStore(location, waiting(operation), async (now) => promoteTo(now, component, change));
  const channels = openChannels(index, component, Date.now());
  operation.reporter.line(renderChannels({ component, channels }, index.revisions, operation.reporter.columns));
  operation.reporter.result({ store: location, component, from: fullChannel(from), to: fullChannel(to), channels });
}
