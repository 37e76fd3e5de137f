import { BrambleError } from '../../../src/errors.ts';

/** What a command rejects with whose signal aborted, as over SSH. */
export function interrupted(host: string, { reason }: AbortSignal): BrambleError {
  return reason instanceof BrambleError ? reason : new BrambleError('INTERRUPTED', 'interrupted', { host });
}
