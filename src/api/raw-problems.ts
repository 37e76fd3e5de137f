import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { BrambleError, type ErrorCode } from '../errors.ts';
import { toProblem } from './problems.ts';

type Told = readonly [status: number, code: ErrorCode, detail: string];

/** What node:http makes of bytes that are no request to it. */
const told: Readonly<Record<string, Told>> = {
  HPE_HEADER_OVERFLOW: [431, 'TOO_LARGE', 'the address and headers of the request are too large'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'USAGE', 'the request was not complete in time'],
};
const noRequest: Told = [400, 'USAGE', 'these bytes are no request of HTTP'];

/** Answers what is too broken to become a request, as everything else is answered. */
export function answerRaw({ code = '' }: NodeJS.ErrnoException, socket: Duplex): void {
  if (code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const [status, kind, detail] = told[code] ?? noRequest;
  const body = JSON.stringify({ ...toProblem(new BrambleError(kind, detail)), status });
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      'Content-Type: application/problem+json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}
