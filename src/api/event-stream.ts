import type { FastifyReply } from 'fastify';
import { BrambleError } from '../errors.ts';
import { untilLeft } from './until-left.ts';

/** Proxies and clients give up what is silent; a comment every so often is not. */
export const heartbeatMs = 15_000;
export const heartbeat = ': still at work\n\n';

/** A server-sent event; `data` becomes JSON. One that has an id can be asked for from there on. */
export function writeEvent(event: string, data: unknown, id?: number): string {
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** Streams that are open at once: only so many. */
export class OpenStreams {
  readonly #most: number;
  #count = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** Counts a stream until its client has left, which the signal tells. Throws TOO_MANY. */
  open(reply: FastifyReply): AbortSignal {
    if (this.#count >= this.#most) throw new BrambleError('TOO_MANY', `${this.#most} streams are open already`);
    this.#count += 1;
    reply.raw.once('close', () => {
      this.#count -= 1;
    });
    void reply.type('text/event-stream').header('cache-control', 'no-store');
    return untilLeft(reply);
  }
}
