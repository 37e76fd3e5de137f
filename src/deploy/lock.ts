import { Readable } from 'node:stream';
import { setInterval } from 'node:timers/promises';
import type { Holder } from '../domain/holder.ts';
import { BrambleError } from '../errors.ts';
import { forEachHost } from '../host/for-each-host.ts';
import type { Host } from '../host/host.ts';
import { heldByOther, holdScript, lockFolder, silenceSeconds } from './lock-scripts.ts';
import { lockExpired, lockedBy, lockTaken } from './lock-words.ts';

export type { Holder } from '../domain/holder.ts';

/** The locks of several nodes. */
export interface Locks {
  /** Aborts when another takes a lock over, or one expires: whoever works under them has to stop. */
  readonly lost: AbortSignal;
  /** Takes the lock of one of the nodes anew: it goes with a connection that is lost, and with a boot. */
  readonly retake: (host: Host) => Promise<void>;
  readonly release: () => Promise<void>;
}

const beatMs = 3_000;
const longestMs = 24 * 60 * 60 * 1000;

/**
 * Takes the locks of all nodes, or none of them: rejects with whoever holds one. The first by name is taken alone, so
 * that of two operators who come at once one gets them all.
 */
export async function takeLocks(hosts: readonly Host[], holder: Holder): Promise<Locks> {
  const releases: Locks['release'][] = [];
  const release = async () => {
    await Promise.allSettled(releases.map((releaseOne) => releaseOne()));
  };
  const loss = new AbortController();
  const take = async (host: Host) => void releases.push(await takeLock(host, holder, loss));
  const [first, ...others] = hosts.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  try {
    if (first !== undefined) await take(first);
    await forEachHost(others, take);
    return { lost: loss.signal, retake: take, release };
  } catch (error) {
    await release();
    throw error;
  }
}

/**
 * A shell on the node holds the lock as long as it hears from here: it is free at once when the connection ends, and
 * after a while when this machine vanishes without a word.
 */
async function takeLock(host: Host, holder: Holder, loss: AbortController): Promise<Locks['release']> {
  const ending = new AbortController();
  const { promise: answered, resolve, reject } = Promise.withResolvers<void>();
  let said = '';
  let isHeld = false;
  const holding = host.run(['sh', '-c', holdScript, 'sh', lockFolder, JSON.stringify(holder)], {
    sudo: true,
    stdin: Readable.from(beats(ending.signal)),
    timeoutMs: longestMs,
    onOutput: (piece, stream) => {
      if (stream === 'stdout') said += piece;
      const [held, wanted, isWhole] = said.split('\n');
      isHeld ||= held === 'held';
      if (isHeld) resolve();
      if (isWhole !== undefined) loss.abort(lockTaken(host.name, wanted ?? ''));
    },
  });
  const ended = holding.then(
    ({ exitCode, stdout }) => {
      reject(refused(host, exitCode, stdout));
      if (isHeld && !ending.signal.aborted) loss.abort(lockExpired(host.name));
    },
    (error: unknown) => reject(error), // of a connection that is lost the work on that node tells, too
  );
  await answered;
  return async () => {
    ending.abort();
    await ended;
  };
}

/** Something to hear every few seconds, to the end. */
async function* beats(signal: AbortSignal): AsyncGenerator<string> {
  const beat = '.\n';
  yield beat;
  try {
    for await (const _ of setInterval(beatMs, undefined, { signal })) yield beat;
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

function refused(host: Host, exitCode: number, stdout: string): BrambleError {
  if (exitCode === heldByOther) return lockedBy(host.name, stdout, silenceSeconds);
  return new BrambleError('ACTION_FAILED', 'could not take the lock', { host: host.name });
}
