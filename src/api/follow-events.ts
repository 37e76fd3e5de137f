import { type EventSourceMessage, EventSourceParserStream } from 'eventsource-parser/stream';

/** How a stream of events is followed, by a program or by the page. */
export interface Following {
  /** Asks for the stream behind the last message that was heard; '' stands for its beginning. */
  readonly open: (lastId: string, signal: AbortSignal) => Promise<ReadableStream<Uint8Array<ArrayBuffer>> | null>;
  /** A stream that ends before its last message was cut off. */
  readonly isLast: (message: EventSourceMessage) => boolean;
  /** Whether to ask again: told why it broke (undefined where it only ended), and how often since something was heard. */
  readonly again: (why: unknown, attempt: number) => boolean | Promise<boolean>;
  /** Ends the following, also in the middle of a pause. */
  readonly signal: AbortSignal;
  readonly pause?: (attempt: number) => Promise<void>;
  readonly silenceMs?: number;
}

/** A stream in which nothing was heard any more, not even that the server is still at work. */
export class StreamSilent extends Error {
  override readonly name = 'StreamSilent';
}

/** The server says every fifteen seconds that it is there. */
const mostSilenceMs = 40_000;
const longestPauseMs = 10_000;

/** Half a second, then longer each time the server is still away. */
export function pauseMs(attempt: number): number {
  return Math.min(longestPauseMs, 500 * 2 ** attempt);
}

/** The messages of a stream one by one, to its last one; where it breaks or falls silent it is asked for again from there on. */
export async function* followEvents(following: Following): AsyncGenerator<EventSourceMessage, void, undefined> {
  const { signal, again, pause = (attempt) => pauseFor(pauseMs(attempt), signal) } = following;
  for (const heard: Heard = { last: '', attempt: 0, isAll: false }; !signal.aborted; heard.attempt += 1) {
    const why = yield* hearUntilBreak(following, heard);
    if (heard.isAll || signal.aborted || !(await again(why, heard.attempt))) return;
    await pause(heard.attempt);
  }
}

/** How far a stream was heard, and how often it was asked for since. */
interface Heard {
  last: string;
  attempt: number;
  isAll: boolean;
}

async function* hearUntilBreak(
  following: Following,
  heard: Heard,
): AsyncGenerator<EventSourceMessage, unknown, undefined> {
  try {
    for await (const message of readOnce(following, heard.last)) {
      const { id = heard.last } = message;
      Object.assign(heard, { last: id, attempt: 0, isAll: following.isLast(message) });
      yield message;
      if (heard.isAll) return undefined;
    }
    return undefined;
  } catch (why) {
    return why;
  }
}

async function pauseFor(ms: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  signal.addEventListener('abort', () => resolve(), { once: true });
  await promise;
  clearTimeout(timer);
}

async function* readOnce(
  { open, signal, silenceMs = mostSilenceMs }: Following,
  last: string,
): AsyncGenerator<EventSourceMessage, void, undefined> {
  const leaving = new AbortController();
  const stopwatch = restartable(silenceMs, () =>
    leaving.abort(new StreamSilent(`nothing was heard for ${silenceMs / 1000} s`)),
  );
  try {
    const body = await open(last, AbortSignal.any([signal, leaving.signal]));
    if (body !== null) yield* messagesIn(body, stopwatch.restart);
  } finally {
    stopwatch.stop();
    leaving.abort(); // lets go of a stream that was not read to its end
  }
}

/** By a reader: not every browser can iterate over a stream. */
async function* messagesIn(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  onPiece: () => void,
): AsyncGenerator<EventSourceMessage, void, undefined> {
  const listening = new TransformStream<string, string>({
    transform: (piece, passOn) => {
      onPiece();
      passOn.enqueue(piece);
    },
  });
  const text = body.pipeThrough(new TextDecoderStream()).pipeThrough(listening);
  const messages = text.pipeThrough(new EventSourceParserStream()).getReader();
  for (;;) {
    const { value, done } = await messages.read();
    if (done) return;
    yield value;
  }
}

function restartable(ms: number, onEnd: () => void): { readonly restart: () => void; readonly stop: () => void } {
  let timer = setTimeout(onEnd, ms);
  const stop = () => clearTimeout(timer);
  const restart = () => {
    stop();
    timer = setTimeout(onEnd, ms);
  };
  return { restart, stop };
}
