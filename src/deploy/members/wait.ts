import { setTimeout as sleep } from 'node:timers/promises';
import { isFailure } from '../../errors.ts';

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

/** Tries again and again until it works; rejects with why it did not last where it does not within the limit. */
export async function untilItWorks<Result>(work: () => Promise<Result>, waiting: Waiting): Promise<Result> {
  let why: unknown;
  const attempt = async () => {
    try {
      return { result: await work() };
    } catch (error) {
      if (!isFailure(error)) throw error;
      why = error;
      return undefined;
    }
  };
  const done = await waitUntil(attempt, waiting);
  if (done === undefined) throw why;
  return done.result;
}
