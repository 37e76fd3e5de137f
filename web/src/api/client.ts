import { apiBase } from '../../../src/domain/server.ts';
import { RequestFailed, readProblem, ServerAway } from './problem.ts';

type Fetch = typeof fetch;

interface Asking {
  readonly signal?: AbortSignal;
  /** How long the server may be silent before it counts as away. */
  readonly limitMs?: number;
}

/** How the page speaks with its server. */
export interface Client {
  readonly get: <Value>(path: string, asking?: Asking) => Promise<Value>;
  readonly put: <Value>(path: string, body: unknown, headers?: Readonly<Record<string, string>>) => Promise<Value>;
  readonly post: <Value>(path: string, body?: unknown) => Promise<Value>;
  readonly remove: (path: string) => Promise<void>;
  /** The raw answer, such as a stream or a report. */
  readonly open: (path: string, init?: RequestInit, limitMs?: number) => Promise<Response>;
}

const readLimitMs = 15_000;
const longLimitMs = 60_000;

/** Asks with the token that is current. Rejects with RequestFailed or ServerAway, or as the signal says. */
export function createClient(token: () => string, ask: Fetch): Client {
  const open: Client['open'] = async (path, init = {}, limitMs = longLimitMs) => {
    const headers = { ...init.headers, authorization: `Bearer ${token()}` };
    const begin = (signal: AbortSignal) => ask(`.${apiBase}/${path}`, { ...init, headers, cache: 'no-store', signal });
    const response = await answerWithin(limitMs, begin, init.signal ?? undefined);
    if (!response.ok) throw new RequestFailed(await readProblem(response));
    return response;
  };
  const send = async <Value>(path: string, init: RequestInit, limitMs?: number): Promise<Value> =>
    await read(await open(path, init, limitMs));
  return {
    open,
    get: (path, { signal, limitMs = readLimitMs } = {}) => send(path, signal === undefined ? {} : { signal }, limitMs),
    put: (path, body, headers) => send(path, json('PUT', body, headers)),
    post: (path, body) => send(path, body === undefined ? { method: 'POST' } : json('POST', body)),
    remove: (path) => send(path, { method: 'DELETE' }),
  };
}

function json(method: string, body: unknown, headers: Readonly<Record<string, string>> = {}): RequestInit {
  return { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } };
}

/** Until the answer begins; how long it goes on is the reader's business. */
async function answerWithin(
  limitMs: number,
  begin: (signal: AbortSignal) => Promise<Response>,
  signal?: AbortSignal,
): Promise<Response> {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), limitMs);
  try {
    return await begin(signal === undefined ? limit.signal : AbortSignal.any([signal, limit.signal]));
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new ServerAway('the server does not answer', { cause });
  } finally {
    clearTimeout(timer);
  }
}

async function read<Value>(response: Response): Promise<Value> {
  const text = await response.text();
  return (text === '' ? undefined : JSON.parse(text)) as Value; // as the API's own types say
}
