import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { FastifyReply } from 'fastify';
import { BrambleError } from '../errors.ts';
import { withOwnPageScript } from './own-page-script.ts';
import { rewriteLocation, rewritePage, type Way } from './rewrite-page.ts';
import { untilLeft } from './until-left.ts';

/** Asks a daemon, of which nothing but looking is wanted. Rejects with HOST_UNREACHABLE. */
export async function askDaemon(url: string, reply: FastifyReply): Promise<Response> {
  return await fetch(url, { redirect: 'manual', signal: untilLeft(reply) }).catch((cause: unknown) => {
    throw new BrambleError('HOST_UNREACHABLE', 'the daemon’s page does not answer', { cause });
  });
}

/** Passes on what a daemon answered, with its addresses as they are here. Data is passed on as it is. */
export async function passPage(answer: Response, reply: FastifyReply, way: Way): Promise<FastifyReply> {
  const type = answer.headers.get('content-type') ?? 'application/octet-stream';
  const location = answer.headers.get('location');
  void reply.code(answer.status);
  if (location !== null) return await redirect(location, reply, way);
  void reply.type(type);
  if (answer.body === null) return await reply.send('');
  return await reply.send(
    isCode.test(type)
      ? await rewrite(answer.body as ReadableStream, type, way)
      : Readable.fromWeb(answer.body as ReadableStream),
  );
}

const isCode = /^(?:text\/(?:html|css|javascript)|application\/(?:javascript|x-javascript|xhtml\+xml))\b/;
const isHtml = /html/;
const mostBytes = 8 << 20;

async function rewrite(body: ReadableStream, type: string, { prefix, neighbours }: Way): Promise<string | Readable> {
  const read = await readShort(body);
  if (read instanceof Readable) return read;
  const text = rewritePage(read, prefix);
  return isHtml.test(type) ? withOwnPageScript(text, prefix, neighbours) : text;
}

/** The text of what is short; what is long goes on as it comes, unchanged. */
async function readShort(body: ReadableStream): Promise<string | Readable> {
  const pieces: Uint8Array[] = [];
  const coming = Readable.fromWeb(body)[Symbol.asyncIterator]();
  for (let bytes = 0; bytes <= mostBytes; bytes += pieces.at(-1)?.length ?? 0) {
    const { done, value } = await coming.next();
    if (done) return Buffer.concat(pieces).toString();
    pieces.push(value);
  }
  return Readable.from(both(pieces, coming));
}

async function* both(pieces: readonly Uint8Array[], rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* pieces;
  yield* rest;
}

async function redirect(location: string, reply: FastifyReply, way: Way): Promise<FastifyReply> {
  const target = rewriteLocation(location, way);
  if (target === undefined) throw new BrambleError('NOT_FOUND', `this leads to ${location}, which is not opened here`);
  return await reply.header('location', target).send('');
}
