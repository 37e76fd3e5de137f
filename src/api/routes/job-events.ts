import { z } from 'zod';
import { answers, media } from '../answers.ts';
import type { Api } from '../api.ts';
import type { OpenStreams } from '../event-stream.ts';
import { streamJob } from '../jobs/job-stream.ts';
import { jobIdSchema } from '../schemas.ts';
import type { Services } from '../services.ts';

/** One event of the stream; `data` is JSON. */
const eventSchema = z.object({
  id: z.string().exactOptional(),
  event: z.enum(['state', 'report', 'line', 'result']).exactOptional(),
  data: z.string().exactOptional(),
});

const watchJob = {
  operationId: 'watchJob',
  summary: 'What a job tells, from its beginning or behind Last-Event-ID, to its end',
  description:
    'Server-sent events. `report`: an event as `--json` prints it (progress has no id and is not kept); `line`: a text for people; `result`: for programs; `state`: the job began or ended, with `unwell` and `error`.',
  tags: ['jobs'],
  params: z.object({ id: jobIdSchema }),
  headers: z.object({ 'last-event-id': z.coerce.number().int().nonnegative().optional() }),
  response: answers({ 200: media('text/event-stream', eventSchema, 'The events.') }, 'NOT_FOUND'),
};

/** The live events of a job. */
export function jobEventRoutes(api: Api, { store, runner }: Services, streams: OpenStreams): void {
  api.get('/jobs/:id/events', { schema: watchJob }, async ({ params: { id }, headers }, reply) => {
    store.get(id);
    const signal = streams.open(reply);
    const after = headers['last-event-id'] ?? 0;
    return await reply.send(streamJob(id, { store, runner, after, signal }));
  });
}
