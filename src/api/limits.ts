import type { FastifyRequest } from 'fastify';
import { apiBase } from '../domain/server.ts';
import { hasToken } from './guard.ts';

/** How much may be asked of the server. */
export interface Limits {
  /** From one address: all who come through one `ssh -L` share it. */
  readonly requestsPerMinute?: number;
  /** The same without the right token, so that nobody can try many. */
  readonly wrongTokensPerMinute?: number;
  readonly streams?: number;
}

/** A class of a hundred tabs, with Hadoop's own pages open, needs about four thousand requests a minute. */
const requestsPerMinute = 6_000;
const wrongTokensPerMinute = 60;

/** What the limiter of requests is told. Who has the token is not held up by who has not. */
export function limitsOf(token: string, limits: Limits) {
  const isStranger = (request: FastifyRequest) =>
    request.routeOptions.url?.startsWith(apiBase) === true && !hasToken(request, token);
  return {
    timeWindow: '1 minute',
    keyGenerator: (request: FastifyRequest) => `${request.ip}${isStranger(request) ? ' without the token' : ''}`,
    max: (request: FastifyRequest) =>
      isStranger(request)
        ? (limits.wrongTokensPerMinute ?? wrongTokensPerMinute)
        : (limits.requestsPerMinute ?? requestsPerMinute),
  };
}
