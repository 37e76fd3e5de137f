import { z } from 'zod';
import { apiBase } from '../../domain/server.ts';
import { BrambleError } from '../../errors.ts';
import { answers, answersToBody, json } from '../answers.ts';
import type { Api } from '../api.ts';
import { jobRequestSchema, passwordSchema } from '../jobs/job-request.ts';
import { type Job, jobIdSchema, jobSchema, nameSchema } from '../schemas.ts';
import type { Services } from '../services.ts';

const tags = ['jobs'];
const params = z.object({ id: jobIdSchema });
const accepted = { 202: json(jobSchema, 'The job has begun; `Location` says where it is found.') };

const start = {
  operationId: 'startJob',
  summary: 'Begin a job',
  tags,
  params: z.object({ name: nameSchema }),
  body: jobRequestSchema,
  response: answersToBody(accepted, 'CLUSTER_UNKNOWN', 'LOCKED'),
};
const list = {
  operationId: 'listJobs',
  summary: 'The newest jobs, without their results',
  tags,
  querystring: z.object({
    cluster: nameSchema.optional(),
    limit: z.coerce.number().int().min(1).max(500).default(50).meta({ description: 'How many.' }),
  }),
  response: answers({ 200: json(z.array(jobSchema), 'Newest first.') }),
};
const get = {
  operationId: 'getJob',
  summary: 'A job, and what came of it',
  tags,
  params,
  response: answers({ 200: json(jobSchema, 'The job.') }, 'NOT_FOUND'),
};
const cancel = {
  operationId: 'cancelJob',
  summary: 'Ask a job to end',
  description: 'It ends at the next step at which it can; its events tell when.',
  tags,
  params,
  response: answersToBody({ 202: json(jobSchema, 'It was asked to end.') }, 'NOT_FOUND', 'REFUSED'),
};
const continuing = {
  operationId: 'continueJob',
  summary: 'Do the same again: what is done already is not done twice',
  tags,
  params,
  body: z.strictObject({ sudoPassword: passwordSchema }),
  response: answersToBody(accepted, 'NOT_FOUND', 'REFUSED', 'LOCKED', 'CLUSTER_UNKNOWN'),
};

/** Jobs: beginning, finding, cancelling and continuing them. */
export function jobRoutes(api: Api, { store, runner }: Services): void {
  api.post('/clusters/:name/jobs', { schema: start }, async ({ params: { name }, body }, reply) => {
    const job = await runner.start({ cluster: name, ...body });
    return await reply.code(202).header('location', placeOf(job)).send(job);
  });

  api.get('/jobs', { schema: list }, async ({ query }) => store.list(query).map((job) => runner.asItIs(job)));

  api.get('/jobs/:id', { schema: get }, async ({ params: { id } }) => runner.asItIs(store.get(id)));

  api.post('/jobs/:id/cancel', { schema: cancel }, async ({ params: { id } }, reply) => {
    const job = runner.asItIs(store.get(id));
    if (!runner.cancel(id)) throw new BrambleError('REFUSED', `the job has ended already: ${job.state}`);
    return await reply.code(202).send(job);
  });

  api.post('/jobs/:id/continue', { schema: continuing }, async ({ params: { id }, body }, reply) => {
    const { kind, cluster, options, state } = runner.asItIs(store.get(id));
    if (state === 'running' || state === 'done')
      throw new BrambleError('REFUSED', `there is nothing to continue: the job is ${state}`);
    const job = await runner.start({ kind, cluster, options, ...body, continues: id });
    return await reply.code(202).header('location', placeOf(job)).send(job);
  });
}

function placeOf({ id }: Job): string {
  return `${apiBase}/jobs/${id}`;
}
