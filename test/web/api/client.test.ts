import { afterEach, describe, expect, it, vi } from 'vitest';
import { createClient } from '../../../web/src/api/client.ts';
import { RequestFailed, ServerAway } from '../../../web/src/api/problem.ts';

afterEach(() => void vi.useRealTimers());

const clientOf = (answer: (signal: AbortSignal) => Promise<Response>) =>
  createClient(
    () => 'token',
    async (_url, init) => await answer(init?.signal ?? new AbortController().signal),
  );

const untilGivenUp = (signal: AbortSignal) =>
  new Promise<never>((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));

describe('the page’s client', () => {
  it('takes a server that says nothing for one that is away', async () => {
    vi.useFakeTimers();
    const asked = clientOf(untilGivenUp).get('clusters');
    const outcome = asked.catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(15_000);
    expect(await outcome).toBeInstanceOf(ServerAway);
  });

  it('says as much of one that cannot be reached, and what one says that refuses', async () => {
    const away = clientOf(() => Promise.reject(new TypeError('Failed to fetch')));
    await expect(away.get('clusters')).rejects.toBeInstanceOf(ServerAway);
    const problem = JSON.stringify({ code: 'NOT_FOUND', title: 'Not found', status: 404 });
    const headers = { 'content-type': 'application/problem+json' };
    const refusing = clientOf(async () => new Response(problem, { status: 404, headers }));
    await expect(refusing.get('jobs/1')).rejects.toBeInstanceOf(RequestFailed);
  });

  it('says nothing of the server where whoever asked has left', async () => {
    const leaving = new AbortController();
    const asked = clientOf(untilGivenUp).get('clusters', { signal: leaving.signal });
    leaving.abort(new Error('left'));
    await expect(asked).rejects.toThrow('left');
  });
});
