import { setTimeout as sleep } from 'node:timers/promises';
import { interrupted } from './tool.ts';

export interface WaitLimit {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  readonly everyMs?: number;
}

/** Asks again until there is an answer; undefined when the time is over. Rejects with INTERRUPTED on abort. */
export async function waitFor<T>(ask: () => T | undefined | Promise<T | undefined>, limit: WaitLimit) {
  const deadline = performance.now() + limit.timeoutMs;
  for (;;) {
    if (limit.signal?.aborted) throw interrupted();
    const answer = await ask();
    if (answer !== undefined || performance.now() > deadline) return answer;
    await sleep(limit.everyMs ?? 25);
  }
}
