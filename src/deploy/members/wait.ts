import { setTimeout as sleep } from 'node:timers/promises';

interface Waiting {
  readonly limitMs: number;
  readonly signal?: AbortSignal | undefined;
}

const pauseMs = 2_000;

/** Asks again and again until there is an answer; undefined where there is none within the limit. */
export async function waitUntil<Answer>(
  ask: () => Promise<Answer | undefined>,
  { limitMs, signal }: Waiting,
): Promise<Answer | undefined> {
  const deadline = performance.now() + limitMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined || performance.now() > deadline) return answer;
    await sleep(pauseMs, undefined, { signal });
  }
}
