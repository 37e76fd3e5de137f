import { z } from 'zod';
import { type BenchRecord, benchRecordSchema } from '../../bench/record.ts';
import { BrambleError } from '../../errors.ts';
import { makeReport } from '../../report/make-report.ts';
import { writeReport } from '../../report/write-report.ts';
import { answers, json } from '../answers.ts';
import type { Api } from '../api.ts';
import { type Job, jobIdSchema, reportEntrySchema } from '../schemas.ts';
import type { Services } from '../services.ts';

const tags = ['reports'];

const list = {
  operationId: 'listReports',
  summary: 'Benchmarks that were run by this server',
  tags,
  response: answers({ 200: json(z.array(reportEntrySchema), 'Newest first; the id is that of the job.') }),
};
const get = {
  operationId: 'getReport',
  summary: 'A record of benchmarks, or with `Accept: text/html` or `application/pdf` the report of it',
  tags,
  params: z.object({ id: jobIdSchema }),
  response: answers(
    {
      200: {
        description: 'The record, or the report.',
        content: {
          'application/json': { schema: benchRecordSchema },
          'text/html': { schema: z.string() },
          'application/pdf': { schema: z.string() },
        },
      },
    },
    'NOT_FOUND',
  ),
};

/** Reports: what benchmarks measured. */
export function reportRoutes(api: Api, { store }: Services): void {
  api.get('/reports', { schema: list }, async () =>
    store.done('bench').map(({ id, cluster, started }) => ({ id, cluster, started })),
  );

  api.get('/reports/:id', { schema: get }, async ({ params: { id }, headers: { accept = '' } }, reply) => {
    const record = recordOf(store.get(id));
    const format = formats.find(({ type }) => accept.includes(type));
    if (format === undefined) return await reply.type('application/json; charset=utf-8').send(JSON.stringify(record));
    const { content } = await writeReport(makeReport([record]), format.name, 'report');
    return await reply.type(format.type).header('content-security-policy', ownFileOnly).send(Buffer.from(content));
  });
}

const formats = [
  { type: 'text/html', name: 'html' },
  { type: 'application/pdf', name: 'pdf' },
] as const;

/** A report is one file, with its drawings and styles in it, and runs nothing. */
const ownFileOnly = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";

function recordOf({ id, kind, result }: Job): BenchRecord {
  const { data } = benchRecordSchema.safeParse(result);
  if (kind === 'bench' && data !== undefined) return data;
  throw new BrambleError('NOT_FOUND', `the job ${id} measured nothing`, { hint: 'GET /api/v1/reports lists records' });
}
