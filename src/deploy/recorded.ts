import type { Report } from '../domain/events.ts';
import type { Holder } from '../domain/holder.ts';
import { BrambleError } from '../errors.ts';
import type { Host } from '../host/host.ts';
import { type EndLine, failedEnd, type HistoryArtifact } from './history-entry.ts';
import { noteEnd, noteStart } from './history-log.ts';
import { type Locks, takeLocks } from './lock.ts';

/** A piece of work on nodes, as others are told of it. */
export interface Undertaking {
  /** All nodes that nobody else may change meanwhile. */
  readonly hosts: readonly Host[];
  /** Names of those that it changes, which note it; all unless told. */
  readonly changes?: readonly string[];
  readonly holder: Holder;
  readonly artifacts?: readonly HistoryArtifact[];
  readonly report: Report;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Does work that changes nodes: takes all their locks, has each node note who does what, works, has them note the
 * result, and lets go. The work has to heed the signal it is given, which also aborts when another takes over: rejects with
 * the signal's reason then, whatever the work made of it.
 */
export async function recorded<Result>(
  undertaking: Undertaking,
  work: (signal: AbortSignal, retake: Locks['retake']) => Promise<Result>,
): Promise<Result> {
  const { hosts, signal } = undertaking;
  const locks = await takeLocks(hosts, undertaking.holder);
  const lasting = signal === undefined ? locks.lost : AbortSignal.any([signal, locks.lost]);
  try {
    return await noted(undertaking, lasting, () => work(lasting, locks.retake));
  } finally {
    await locks.release();
  }
}

async function noted<Result>(
  { hosts, changes, holder, artifacts = [], report }: Undertaking,
  signal: AbortSignal,
  work: () => Promise<Result>,
): Promise<Result> {
  const changed = changes === undefined ? hosts : hosts.filter(({ name }) => changes.includes(name));
  const end = async (how: Pick<EndLine, 'result' | 'message'>) =>
    await noteEnd(changed, { version: 1, ...holder, ended: new Date().toISOString(), ...how }, report);
  await noteStart(changed, { version: 1, ...holder, nodes: changed.map(({ name }) => name), artifacts }, report);
  try {
    const result = await work();
    await end({ result: 'done' });
    return result;
  } catch (error) {
    const why = signal.aborted && signal.reason instanceof BrambleError ? signal.reason : error;
    await end(failedEnd(why, signal.aborted));
    throw why;
  }
}
