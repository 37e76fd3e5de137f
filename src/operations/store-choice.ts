import { doubtOrder } from '../domain/channel.ts';
import type { StoreOperation } from './operation.ts';

/** Which store is meant, and the fingerprint of a key of its that the operator vouches for. */
export interface StoreChoice {
  readonly store?: string;
  readonly trustKey?: string;
}

/** What a change of a store says while it waits for another operator. */
export function waiting({ signal, reporter }: StoreOperation) {
  const onWait = (holder: string) =>
    reporter.report({ stage: 'release', state: 'note', text: `${holder} is changing the store; waiting` });
  return { signal, onWait };
}

/** Says where the name of a channel is probably meant the other way round. */
export function tellDoubt(channel: string, { reporter }: StoreOperation): void {
  const text = doubtOrder(channel);
  if (text !== undefined) reporter.report({ stage: 'release', state: 'note', text });
}
