import { z } from 'zod';
import { componentNames } from '../../domain/components.ts';
import { BrambleError } from '../../errors.ts';
import { channels } from '../../operations/channels.ts';
import { answers, json } from '../answers.ts';
import type { Api } from '../api.ts';
import { collectResult } from '../collect-result.ts';
import { channelsSchema } from '../result-schemas.ts';
import { untilLeft } from '../until-left.ts';

const schema = {
  operationId: 'listChannels',
  summary: 'What the channels of the server’s store hold',
  tags: ['channels'],
  querystring: z.object({ component: z.enum(componentNames).optional() }),
  response: answers(
    { 200: json(channelsSchema, 'As `bramble channels --json` prints it.') },
    ...(['NOT_FOUND', 'CHANNEL_UNAVAILABLE', 'STORE_INVALID', 'STORE_UNTRUSTED', 'DOWNLOAD_FAILED', 'LOCKED'] as const),
  ),
};

/** Which store it is cannot be said in a request. */
function noStore(error: unknown): never {
  if (!(error instanceof BrambleError) || error.code !== 'USAGE') throw error;
  throw new BrambleError('NOT_FOUND', `the server has no store: ${error.message}`, {
    hint: 'make one with `bramble release ARTIFACT --channel edge --store PLACE`, and start `bramble serve` with BRAMBLE_STORE=PLACE',
  });
}

/** Channels of the store that the server's operator uses. */
export function channelRoutes(api: Api): void {
  api.get('/channels', { schema }, async ({ query: { component } }, reply) => {
    const { reporter, result } = collectResult();
    await channels(component === undefined ? {} : { component }, { signal: untilLeft(reply), reporter }).catch(noStore);
    return result();
  });
}
