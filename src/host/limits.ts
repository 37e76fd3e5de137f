import { BrambleError } from '../errors.ts';

interface Limit {
  readonly host: string;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  /** What is being waited for, as it stands when the time is over: "`apt-get update` did not finish". */
  readonly overdue: () => string;
  /** What to try when the time is over. */
  readonly hint?: string;
}

/** Runs work that must settle soon after its signal aborts; the signal's reason is the error to reject with. */
export async function withinLimit<T>(limit: Limit, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const interrupt = () => controller.abort(interrupted(limit.host, limit.signal?.reason));
  const timer = setTimeout(() => controller.abort(overdue(limit)), limit.timeoutMs);
  limit.signal?.addEventListener('abort', interrupt, { once: true });
  if (limit.signal?.aborted) interrupt();
  try {
    controller.signal.throwIfAborted();
    return await work(controller.signal);
  } finally {
    clearTimeout(timer);
    limit.signal?.removeEventListener('abort', interrupt);
  }
}

/** Settles like the promise, or rejects with the signal's reason as soon as it aborts. */
export async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  promise.catch(() => {}); // nobody listens to it where the signal has aborted already
  signal.throwIfAborted();
  let stop = () => {};
  const aborted = new Promise<never>((_resolve, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function interrupted(host: string, reason: unknown): BrambleError {
  return reason instanceof BrambleError ? reason : new BrambleError('INTERRUPTED', 'interrupted', { host });
}

function overdue({ host, timeoutMs, overdue: text, hint }: Limit): BrambleError {
  return new BrambleError('HOST_TIMEOUT', `${text()} within ${inSeconds(timeoutMs)}`, { host, hint });
}

/** A time limit as people say it. */
export function inSeconds(ms: number): string {
  return `${Number((ms / 1000).toFixed(1))} s`;
}
