import { BrambleError, HostsFailed } from '../errors.ts';
import { createSlots } from './slots.ts';

interface Options {
  /** How many hosts at once. */
  readonly limit?: number;
  readonly signal?: AbortSignal | undefined;
}

const defaultLimit = 32;

/**
 * Does the same work for all hosts side by side and returns the results in their order. Waits for all of them; where
 * some fail, rejects with one HostsFailed that holds all failures and names the healthy hosts.
 */
export async function forEachHost<H extends { readonly name: string }, R>(
  hosts: readonly H[],
  work: (host: H) => Promise<R>,
  { limit = defaultLimit, signal }: Options = {},
): Promise<R[]> {
  const slots = createSlots(limit);
  const outcomes = await Promise.allSettled(
    hosts.map((host) =>
      slots.use(async () => {
        if (signal?.aborted) throw interrupted(signal);
        return work(host);
      }),
    ),
  );
  if (signal?.aborted) throw interrupted(signal);
  throwFailures(outcomes, hosts);
  return outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
}

/** The signal's own reason says how to go on. */
function interrupted({ reason }: AbortSignal): BrambleError {
  return reason instanceof BrambleError ? reason : new BrambleError('INTERRUPTED', 'interrupted');
}

function throwFailures(outcomes: readonly PromiseSettledResult<unknown>[], hosts: readonly { name: string }[]): void {
  const failures = outcomes.flatMap((outcome, index) =>
    outcome.status === 'rejected' ? [asFailure(outcome.reason, hosts[index]?.name)] : [],
  );
  if (failures.length === 0) return;
  const healthy = hosts.filter((_host, index) => outcomes[index]?.status === 'fulfilled').map(({ name }) => name);
  throw new HostsFailed(failures, hosts.length, healthy);
}

function asFailure(reason: unknown, host: string | undefined): BrambleError {
  if (!(reason instanceof BrambleError)) throw reason; // a bug keeps its stack
  if (reason.host !== undefined || reason instanceof HostsFailed) return reason;
  const { code, message, hint, evidence, cause } = reason;
  return new BrambleError(code, message, { host, hint, evidence, cause });
}
