import { BrambleError } from '../../errors.ts';
import { type ChannelsOptions, tellChannels } from '../../operations/channels.ts';
import type { ChannelsResult } from '../../operations/results.ts';
import { runReported } from '../run-operation.ts';
import type { StoreOptions } from '../store-options.ts';
import { connectTo } from './connect-to.ts';

type Options = StoreOptions & Pick<ChannelsOptions, 'component'> & { readonly remote: string };

/** Shows what the channels of a server's own store hold. */
export async function remoteChannels(options: Options): Promise<void> {
  const { remote, component, store, trustKey } = options;
  if (store !== undefined || trustKey !== undefined)
    throw new BrambleError('USAGE', "which store that is, and whom it trusts, is the server's business", {
      hint: 'leave out --store and --trust-key, or leave out --remote',
    });
  const client = await connectTo(remote);
  await runReported(options, async ({ signal, reporter }) => {
    const path = component === undefined ? '/channels' : `/channels?component=${component}`;
    tellChannels(await client.ask<ChannelsResult>('GET', path, { signal }), reporter);
  });
}
