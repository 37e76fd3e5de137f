import { useCallback, useEffect, useState } from 'preact/hooks';
import { client, isTrouble, noteAnswer, round } from './session.ts';

/** What the server said of something, and goes on saying. */
export interface Answer<Value> {
  /** What it said last, also when it is away now; undefined before it first did. */
  readonly value: Value | undefined;
  /** Why there is nothing newer, unless it concerns the whole page, which tells of it at its top. */
  readonly error: unknown;
  readonly refresh: () => void;
}

type Heard<Value> = Pick<Answer<Value>, 'value' | 'error'> & { readonly path: string };

interface Habit {
  /** 0 asks once. */
  readonly everyMs?: number;
  /** How long the server may take, where it has to look at something first. */
  readonly limitMs?: number | undefined;
}

/** Asks for something, and again every so often while the page can be seen. */
export function useAnswer<Value>(path: string, { everyMs = 0, limitMs }: Habit = {}): Answer<Value> {
  const [heard, setHeard] = useState<Heard<Value>>({ path, value: undefined, error: undefined });
  const [wish, setWish] = useState(0);
  const refresh = useCallback(() => setWish((count) => count + 1), []);
  const roundNow = round.value;
  useEffect(() => {
    const leaving = new AbortController();
    const hear = (next: Partial<Heard<Value>>) =>
      setHeard((before) => ({
        value: before.path === path ? before.value : undefined,
        error: undefined,
        ...next,
        path,
      }));
    void askAgainAndAgain<Value>(path, { everyMs, limitMs, signal: leaving.signal, hear });
    return () => leaving.abort();
  }, [path, everyMs, limitMs, wish, roundNow]);
  return { value: heard.path === path ? heard.value : undefined, error: heard.error, refresh };
}

interface Asking<Value> {
  readonly everyMs: number;
  readonly limitMs: number | undefined;
  readonly signal: AbortSignal;
  readonly hear: (next: Partial<Heard<Value>>) => void;
}

/** Once at least, also in a tab that was opened in the background. */
async function askAgainAndAgain<Value>(path: string, asking: Asking<Value>): Promise<void> {
  const { signal, everyMs } = asking;
  for (;;) {
    await askOnce(path, asking);
    if (everyMs === 0) return;
    await waitOrReturn(everyMs, signal);
    if (document.hidden) await waitOrReturn(undefined, signal);
    if (signal.aborted) return;
  }
}

async function askOnce<Value>(path: string, { signal, limitMs, hear }: Asking<Value>): Promise<void> {
  try {
    const value = await client.get<Value>(path, { signal, ...(limitMs !== undefined && { limitMs }) });
    noteAnswer();
    hear({ value });
  } catch (error) {
    if (signal.aborted) return;
    noteAnswer(error);
    hear(isTrouble(error) ? {} : { error });
  }
}

/** Until the time is over, or the page is looked at again: nothing was asked meanwhile. */
async function waitOrReturn(ms: number | undefined, signal: AbortSignal): Promise<void> {
  const returning = new AbortController();
  const note = () => document.hidden || returning.abort();
  document.addEventListener('visibilitychange', note);
  await wait(ms, AbortSignal.any([signal, returning.signal]));
  document.removeEventListener('visibilitychange', note);
}

/** Until the time is over, or whoever waits has left. Without a time it is never over. */
export async function wait(ms: number | undefined, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = ms === undefined ? undefined : setTimeout(resolve, ms);
  signal.addEventListener('abort', () => resolve(), { once: true });
  await promise;
  clearTimeout(timer);
}
