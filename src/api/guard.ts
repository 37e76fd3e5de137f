import type { FastifyRequest } from 'fastify';
import { BrambleError } from '../errors.ts';
import { isToken } from './token.ts';

/** Below it are the pages of daemons, by tickets that cannot be guessed. */
export const ownPagePath = '/ui/';

/** Refuses what a page of another server had a browser send here: names that lead to this address, and foreign origins. */
export function refuseForeign(request: FastifyRequest, hostNames: ReadonlySet<string>): void {
  const { host = '', origin } = request.headers;
  const isOwnPage = origin === 'null' && request.url.startsWith(ownPagePath); // they have no origin: see routes/own-pages.ts
  if (!hostNames.has(nameIn(host)))
    throw new BrambleError('ORIGIN_REFUSED', 'this server does not go by that name', {
      hint: 'use the address that `bramble serve` printed, or start it with --allow-host NAME',
    });
  if (!isOwnPage && origin !== undefined && origin !== `${request.protocol}://${host}`)
    throw new BrambleError('ORIGIN_REFUSED', 'requests of other sites’ pages are refused');
}

/** `[::1]:8470` → `[::1]` */
function nameIn(host: string): string {
  return host.replace(/:\d+$/, '').toLowerCase();
}

/** Whether a request shows the token. */
export function hasToken(request: FastifyRequest, token: string): boolean {
  const given = tokenIn(request);
  return given !== undefined && isToken(given, token);
}

/** Refuses who does not show the token. */
export function requireToken(request: FastifyRequest, token: string): void {
  if (hasToken(request, token)) return;
  const why = tokenIn(request) === undefined ? 'no token was shown' : 'that is not the token';
  throw new BrambleError('TOKEN_REJECTED', why, {
    hint: 'send `Authorization: Bearer TOKEN`, with the token from the file that `bramble serve` named',
  });
}

function tokenIn({ headers: { authorization = '' } }: FastifyRequest): string | undefined {
  return /^Bearer ([\w-]+)$/i.exec(authorization)?.[1];
}
