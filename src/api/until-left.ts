import type { FastifyReply } from 'fastify';
import { BrambleError } from '../errors.ts';

/** Aborts when the client has left, or has its answer. */
export function untilLeft(reply: FastifyReply): AbortSignal {
  const leaving = new AbortController();
  reply.raw.once('close', () => leaving.abort(new BrambleError('INTERRUPTED', 'the client has left')));
  return leaving.signal;
}
