import { z } from 'zod';
import { expandHostlist } from '../../config/hostlist.ts';
import { BrambleError } from '../../errors.ts';
import { answers, json } from '../answers.ts';
import type { Api } from '../api.ts';
import type { ResultPart } from '../jobs/job-tables.ts';
import { diagnosisSchema, verificationSchema } from '../result-schemas.ts';
import { type Job, jobSchema, nameSchema, statusSchema } from '../schemas.ts';
import type { Services } from '../services.ts';

const tags = ['findings'];
const params = z.object({ name: nameSchema });

const status = {
  operationId: 'getStatus',
  summary: 'The nodes as they were when the server last looked',
  description: 'The server looks every ten seconds as long as somebody asks. Who asks first waits for the nodes.',
  tags,
  params,
  response: answers({ 200: json(statusSchema, 'The nodes.') }, 'CLUSTER_UNKNOWN', 'CONFIG_INVALID', 'INTERRUPTED'),
};
const newest = (what: string, operationId: string, result: z.ZodType) => ({
  operationId,
  summary: `The newest job that ${what}, with what it found`,
  tags,
  params,
  response: answers({ 200: json(jobSchema.extend({ result }), 'Its result has the findings.') }, 'NOT_FOUND'),
});
const hosts = {
  operationId: 'expandHosts',
  summary: 'The hosts that a list stands for',
  tags: ['hosts'],
  querystring: z.object({
    list: z
      .string()
      .max(1024)
      .meta({ examples: ['red,red[01-03]'] }),
  }),
  response: answers({ 200: json(z.object({ hosts: z.array(z.string()) }), 'The hosts.') }, 'HOSTLIST_INVALID'),
};

/** What is known of nodes: how they are, and what verifications and examinations found. */
export function findingRoutes(api: Api, { clusters, store, watch }: Services): void {
  const newestWith = (part: ResultPart, name: string): Job => {
    const job = store.newestWith(part, name);
    if (job !== undefined) return job;
    throw new BrambleError('NOT_FOUND', `no job of the cluster ${name} has found anything yet`);
  };

  api.get('/clusters/:name/status', { schema: status }, async ({ params: { name } }, reply) => {
    const text = await watch.ask(await clusters.load(name));
    return await reply.type('application/json; charset=utf-8').send(text);
  });

  api.get(
    '/clusters/:name/verification',
    { schema: newest('verified the cluster', 'getVerification', verificationSchema) },
    async ({ params: { name } }) => newestWith('findings', name),
  );

  api.get(
    '/clusters/:name/diagnosis',
    { schema: newest('examined its hosts (`bramble doctor`)', 'getDiagnosis', diagnosisSchema) },
    async ({ params: { name } }) => newestWith('fit', name),
  );

  api.get('/hosts', { schema: hosts }, async ({ query: { list } }) => ({ hosts: expandHostlist(list) }));
}
