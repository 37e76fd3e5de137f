import { Readable } from 'node:stream';
import { z } from 'zod';
import { roleNames } from '../../domain/roles.ts';
import { type JournalLine, withLogs } from '../../operations/logs.ts';
import { answers, json, media, reaching } from '../answers.ts';
import type { Api } from '../api.ts';
import type { OpenStreams } from '../event-stream.ts';
import { streamLines } from '../line-stream.ts';
import { nameSchema } from '../schemas.ts';
import type { Services } from '../services.ts';
import { untilLeft } from '../until-left.ts';

const mostLines = 1_000;

const lineSchema = z.object({ host: z.string(), text: z.string() });
const params = z.object({ name: nameSchema });
const querystring = z.object({
  host: z.string().max(253).optional().meta({ description: 'One node; all without it.' }),
  role: z.enum(roleNames).optional().meta({ description: 'One daemon; all without it.' }),
  lines: z.coerce.number().int().min(1).max(mostLines).default(50).meta({ description: 'How many of each node.' }),
});

const read = {
  operationId: 'readLogs',
  summary: 'The last lines that daemons have written',
  description: 'As `bramble logs` prints them. Lines of one node are in their order.',
  tags: ['logs'],
  params,
  querystring,
  response: answers({ 200: json(z.object({ lines: z.array(lineSchema) }), 'The lines.') }, ...reaching),
};
const follow = {
  operationId: 'followLogs',
  summary: 'The same, and on as new lines come',
  description:
    'Server-sent events. `begin`: the lines begin, also after the connection was lost; `line`: a line, or with `left` how many were left out as they came too fast; `problem`: why no more come.',
  tags: ['logs'],
  params,
  querystring,
  response: answers(
    {
      200: media(
        'text/event-stream',
        z.object({ event: z.enum(['begin', 'line', 'problem']).exactOptional(), data: z.string().exactOptional() }),
        'The events.',
      ),
    },
    ...reaching,
  ),
};

/** Logs of daemons, as their nodes keep them. */
export function logRoutes(api: Api, { clusters, readLogs }: Services, streams: OpenStreams): void {
  api.get('/clusters/:name/logs', { schema: read }, async ({ params: { name }, query }, reply) => {
    const lines: JournalLine[] = [];
    const onLine = (line: JournalLine) => void lines.push(line);
    await readLogs(await clusters.load(name), { ...query, follow: false }, { signal: untilLeft(reply), onLine });
    return { lines };
  });

  api.get('/clusters/:name/logs/live', { schema: follow }, async ({ params: { name }, query }, reply) => {
    const spec = await clusters.load(name);
    withLogs(spec, query); // what cannot be is refused before the stream begins
    const signal = streams.open(reply);
    const reading = (onLine: (line: JournalLine) => void) =>
      readLogs(spec, { ...query, follow: true }, { signal, onLine });
    return await reply.send(Readable.from(streamLines(reading, signal), { objectMode: false }));
  });
}
