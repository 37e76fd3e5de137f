import type { EventSourceMessage } from 'eventsource-parser';
import { apiBase } from '../domain/server.ts';
import { BrambleError } from '../errors.ts';
import { followEvents } from './follow-events.ts';
import { fromProblem } from './problems.ts';

interface Asking {
  readonly body?: object;
  readonly signal?: AbortSignal;
  /** How long the server may take to answer. */
  readonly limitMs?: number;
}

interface Listening {
  /** From when on a stream that breaks is not asked for again. */
  readonly signal?: AbortSignal | undefined;
  /** Whether the signal ends the listening itself, too. */
  readonly endsAtOnce?: boolean;
}

const askLimitMs = 60_000;

/** About a minute with the pauses between them. */
const mostAttempts = 10;
/** A stream that ends well and says nothing new will not say more. */
const mostEnds = 3;

/** A server of bramble, as another program talks to it. */
export class ApiClient {
  readonly #base: string;
  readonly #token: string;

  constructor(url: string, token: string) {
    this.#base = `${originOf(url)}${apiBase}`;
    this.#token = token;
  }

  /** Sends a request and reads the answer. Rejects as the server does, or with SERVER_UNREACHABLE. */
  async ask<Value>(method: string, path: string, { body, signal, limitMs = askLimitMs }: Asking = {}): Promise<Value> {
    const limit = AbortSignal.timeout(limitMs);
    const answer = await this.#send(path, {
      method,
      signal: signal === undefined ? limit : AbortSignal.any([signal, limit]),
      ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const text = await answer.text();
    return (text === '' ? undefined : JSON.parse(text)) as Value; // as the schema of the route says
  }

  /** The messages of a stream, which is asked for again where it breaks, until `isLast` was heard. */
  listen(
    path: string,
    isLast: (message: EventSourceMessage) => boolean,
    { signal, endsAtOnce = false }: Listening = {},
  ): AsyncGenerator<EventSourceMessage> {
    return followEvents({
      open: async (last, leaving) => {
        const headers = last === '' ? {} : { 'last-event-id': last };
        return (await this.#send(path, { headers, signal: leaving })).body;
      },
      isLast,
      again: (why, attempt) => {
        if (isRefusal(why) || attempt >= mostAttempts) throw why ?? endless(path);
        if (why === undefined && attempt >= mostEnds) throw endless(path);
        if (signal?.aborted) throw signal.reason;
        return true;
      },
      signal: endsAtOnce && signal !== undefined ? signal : new AbortController().signal,
    });
  }

  async #send(path: string, { headers, ...init }: RequestInit): Promise<Response> {
    const all = { ...headers, authorization: `Bearer ${this.#token}` };
    const answer = await fetch(`${this.#base}${path}`, { ...init, headers: all }).catch((cause: unknown) => {
      throw cause instanceof BrambleError ? cause : unreachable(this.#base, cause);
    });
    if (answer.ok) return answer;
    throw fromProblem(await answer.json().catch(() => ({ status: answer.status, detail: answer.statusText })));
  }
}

function originOf(text: string): string {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new BrambleError('USAGE', `"${text}" is no address of a server`, { hint: 'such as http://127.0.0.1:8470/' });
  if (url.protocol === 'https:' || /^(?:localhost|127\.[\d.]+|\[::1\])$/.test(url.hostname)) return url.origin;
  throw new BrambleError('REFUSED', `without TLS everybody on the way to ${url.host} can read the token`, {
    hint: 'use https, or `ssh -L 8470:localhost:8470 HOST` and http://127.0.0.1:8470/',
  });
}

function unreachable(base: string, cause: unknown): BrambleError {
  const why = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  return new BrambleError('SERVER_UNREACHABLE', `${base} does not answer`, {
    hint: 'is `bramble serve` at work there?',
    cause: why,
  });
}

function endless(path: string): BrambleError {
  return new BrambleError('SERVER_FAILED', `the server ends the stream ${path} before it has told all`, {
    hint: 'GET the job itself; what it says there holds',
  });
}

/** What the server says is no break. */
function isRefusal(error: unknown): boolean {
  return error instanceof BrambleError && error.code !== 'SERVER_UNREACHABLE';
}
