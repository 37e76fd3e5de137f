import { Agent, type IncomingMessage, request } from 'node:http';
import type { Duplex } from 'node:stream';
import { BrambleError } from '../errors.ts';
import type { Host } from './host.ts';
import { unlessAborted, withinLimit } from './limits.ts';

interface Url {
  /** As seen from the host. */
  readonly address: string;
  readonly port: number;
  /** With its query, such as `/json/`. */
  readonly path: string;
}

interface Options {
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal | undefined;
}

const defaultTimeoutMs = 10_000;
const largestBodyBytes = 16 << 20;

/** Fetches a page as seen from a host, through its SSH connection. Any status is a result, not a rejection. */
export async function httpGet(
  host: Pick<Host, 'name' | 'forward'>,
  url: Url,
  { timeoutMs = defaultTimeoutMs, signal }: Options = {},
): Promise<{ status: number; body: string }> {
  const overdue = () => `${nameOf(url)} did not answer`;
  return withinLimit({ host: host.name, timeoutMs, signal, overdue }, async (limited) => {
    const stream = await unlessAborted(host.forward(url.address, url.port), limited);
    try {
      return await unlessAborted(fetchOver(stream, url), limited);
    } catch (cause) {
      if (cause instanceof BrambleError) throw cause;
      throw new BrambleError('ACTION_FAILED', `${nameOf(url)} gave no answer in HTTP`, { host: host.name, cause });
    } finally {
      stream.destroy();
    }
  });
}

const nameOf = ({ address, port, path }: Url) =>
  `http://${address.includes(':') ? `[${address}]` : address}:${port}${path}`;

async function fetchOver(stream: Duplex, { address, port, path }: Url): Promise<{ status: number; body: string }> {
  const agent = Object.assign(new Agent(), { createConnection: () => asSocket(stream) });
  const headers = { host: `${address}:${port}`, connection: 'close' };
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request({ agent, path, headers }, resolve).on('error', reject).end();
  });
  return { status: response.statusCode ?? 0, body: await bodyOf(response) };
}

// node:http calls these on what it takes for a socket; a channel of SSH has none of them.
function asSocket(stream: Duplex): Duplex {
  const nothing = () => stream;
  return Object.assign(stream, {
    setKeepAlive: nothing,
    setNoDelay: nothing,
    setTimeout: nothing,
    ref: nothing,
    unref: nothing,
  });
}

async function bodyOf(response: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of response as AsyncIterable<Buffer>) {
    bytes += piece.length;
    if (bytes > largestBodyBytes) throw new Error(`the page is larger than ${largestBodyBytes} bytes`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}
