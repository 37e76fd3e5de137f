import { afterEach, describe, expect, it, vi } from 'vitest';
import { ApiClient } from '../../src/api/client.ts';
import { type Following, followEvents, pauseMs } from '../../src/api/follow-events.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

type Answer = () => ReadableStream<Uint8Array<ArrayBuffer>>;

/** Follows a stream that is answered by these, one after the other; says what was told and asked. */
async function followed(answers: readonly Answer[], change: Partial<Following> = {}) {
  const [told, lastIds, breaks]: [string[], string[], unknown[]] = [[], [], []];
  const messages = followEvents({
    open: async (last) => {
      lastIds.push(last);
      return answers[lastIds.length - 1]?.() ?? Promise.reject(new Error('no more'));
    },
    isLast: ({ data }) => data === 'end',
    again: (why) => breaks.push(why) > 0,
    pause: async () => {},
    signal: new AbortController().signal,
    ...change,
  });
  for await (const { data } of messages) told.push(data);
  return { told, lastIds, breaks };
}

const bytes = (text: string) => new TextEncoder().encode(text);

const stream = (...pieces: string[]) =>
  new ReadableStream({
    start: (controller) => {
      for (const piece of pieces) controller.enqueue(bytes(piece));
      controller.close();
    },
  });

const cutOff = (piece: string) => {
  let sent = false;
  return new ReadableStream({
    pull: (controller) => {
      if (sent) throw new TypeError('network error');
      sent = true;
      controller.enqueue(bytes(piece));
    },
  });
};

/** A stream that stays open, until whoever reads it gives up. */
const silentBehind = (piece: string, signal: AbortSignal, say: { later?: string } = {}) =>
  new ReadableStream({
    start: (controller) => {
      controller.enqueue(bytes(piece));
      if (say.later !== undefined) setTimeout(() => controller.enqueue(bytes(say.later ?? '')), 30_000);
      signal.addEventListener('abort', () => controller.error(signal.reason));
    },
  });

describe('a stream that is followed', () => {
  it('is told message by message, however it is cut', async () => {
    const { told } = await followed([() => stream('id: 1\nda', 'ta: a\n', '\n: comment\n\nid: 2\ndata: end\n\n')]);
    expect(told).toEqual(['a', 'end']);
  });

  it('is asked for again behind the last message, where it broke or only ended', async () => {
    const { told, lastIds, breaks } = await followed([
      () => cutOff('id: 7\ndata: a\n\nid: 8\ndata: b'),
      () => stream('id: 8\ndata: b\n\n'),
      () => {
        throw new TypeError('refused');
      },
      () => stream('id: 9\ndata: end\n\n'),
    ]);
    expect(told).toEqual(['a', 'b', 'end']);
    expect(lastIds).toEqual(['', '7', '8', '8']);
    expect(breaks.map((why) => (why instanceof Error ? why.message : why))).toEqual([
      'network error',
      undefined,
      'refused',
    ]);
  });

  it('is not asked for again where whoever follows it says so, or throws', async () => {
    const only = [() => stream('data: a\n\n')];
    expect((await followed(only, { again: () => false })).told).toEqual(['a']);
    const again = () => {
      throw new Error('refused for good');
    };
    await expect(followed([], { again })).rejects.toThrow('refused for good');
  });

  it('is given up and asked for again where it falls silent, but not while the server says that it is there', async () => {
    vi.useFakeTimers();
    const open = vi
      .fn<Following['open']>()
      .mockImplementationOnce(async (_last, signal) => silentBehind('data: a\n\n', signal, { later: ': there\n\n' }))
      .mockImplementationOnce(async () => stream('data: end\n\n'));
    const again = vi.fn(() => true);
    const following = followed([], { open, again });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(again).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(again).toHaveBeenCalledWith(expect.objectContaining({ name: 'StreamSilent' }), 0);
    expect((await following).told).toEqual(['a', 'end']);
  });

  it('is waited for longer each time, and never very long', () => {
    expect([0, 1, 2, 20].map(pauseMs)).toEqual([500, 1_000, 2_000, 10_000]);
  });
});

describe('a client of the API', () => {
  const client = () => new ApiClient('http://127.0.0.1:1/', 'token');
  const listenTo = async (answer: () => Response, signal?: AbortSignal) => {
    vi.useFakeTimers();
    vi.stubGlobal('fetch', async () => answer());
    const listening = drain(client().listen('/jobs/1/events', () => false, { signal })).catch(
      (error: unknown) => error,
    );
    await vi.runAllTimersAsync();
    return await listening;
  };

  it('does not ask for ever for a stream that ends before its last message', async () => {
    const error = await listenTo(() => new Response(stream()));
    expect(error).toMatchObject({ code: 'SERVER_FAILED', message: expect.stringMatching(/before it has told all/) });
  });

  it('gives up a server that stays away, and one that refuses', async () => {
    expect(await listenTo(away)).toMatchObject({ code: 'SERVER_UNREACHABLE' });
    const refusal = JSON.stringify({ code: 'NOT_FOUND', detail: 'no such job' });
    expect(await listenTo(() => new Response(refusal, { status: 404 }))).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('asks for no stream again once it was interrupted', async () => {
    const reason = new Error('interrupted');
    expect(await listenTo(() => new Response(stream()), AbortSignal.abort(reason))).toBe(reason);
  });

  it('waits for an answer only so long', async () => {
    const { signal } = new AbortController();
    vi.stubGlobal('fetch', (_url: string, { signal: limit }: { signal: AbortSignal }) => until(limit));
    await expect(client().ask('GET', '/clusters', { signal, limitMs: 1 })).rejects.toMatchObject({
      code: 'SERVER_UNREACHABLE',
    });
    const interrupted = AbortSignal.abort(new Error('interrupted'));
    await expect(client().ask('GET', '/clusters', { signal: interrupted })).rejects.toThrow();
  });
});

const away = () => {
  throw new TypeError('fetch failed');
};

async function drain(messages: AsyncIterable<unknown>): Promise<void> {
  for await (const _one of messages);
}

function until(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const refuse = () => reject(signal.reason);
    if (signal.aborted) refuse();
    else signal.addEventListener('abort', refuse);
  });
}
