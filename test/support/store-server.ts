import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, normalize } from 'node:path';

interface Seen {
  readonly url: string;
  readonly range: string | undefined;
}

/** Any web server, as far as a store needs one. */
export interface StoreServer {
  /** Address of the folder. */
  readonly address: string;
  readonly requests: Seen[];
  /** How it misbehaves from now on. */
  readonly habits: { breakOnceAfter?: number; knowsRanges: boolean };
  readonly stop: () => void;
}

/** Hands out the files of a folder at one of this machine's addresses, on any free port. */
export async function serveFolder(folder: string, listenAt = '127.0.0.1'): Promise<StoreServer> {
  const requests: Seen[] = [];
  const habits: StoreServer['habits'] = { knowsRanges: true };
  const server = createServer((request, response) => {
    const { url = '', headers } = request;
    requests.push({ url, range: headers.range });
    void answer(folder, request, { response, habits });
  });
  server.listen(0, listenAt);
  await once(server, 'listening');
  const stop = () => {
    server.closeAllConnections();
    server.close();
  };
  const { port } = server.address() as AddressInfo; // a TCP server that listens
  return { address: `http://${listenAt}:${port}`, requests, habits, stop };
}

interface Answer {
  readonly response: ServerResponse;
  readonly habits: StoreServer['habits'];
}

async function answer(folder: string, { url = '', headers }: IncomingMessage, { response, habits }: Answer) {
  const bytes = await readFile(join(folder, normalize(url))).catch(() => undefined);
  if (bytes === undefined) return response.writeHead(404).end();
  const start = habits.knowsRanges ? rangeStart(headers.range) : 0;
  const rest = bytes.subarray(start);
  response.writeHead(start > 0 ? 206 : 200, { 'content-length': rest.length });
  const { breakOnceAfter } = habits;
  if (breakOnceAfter === undefined || !url.includes('artifacts')) return response.end(rest);
  delete habits.breakOnceAfter;
  return response.write(rest.subarray(0, breakOnceAfter), () => response.destroy());
}

function rangeStart(range = ''): number {
  return Number(/^bytes=(\d+)-$/.exec(range)?.[1] ?? 0);
}
