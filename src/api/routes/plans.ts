import { z } from 'zod';
import { optionSchema } from '../../operations/option-schema.ts';
import { answersToBody, json, reaching } from '../answers.ts';
import type { Api } from '../api.ts';
import { passwordSchema } from '../jobs/job-request.ts';
import { planSchema } from '../result-schemas.ts';
import { nameSchema } from '../schemas.ts';
import type { Services } from '../services.ts';
import { untilLeft } from '../until-left.ts';

const plan = {
  operationId: 'planCluster',
  summary: 'What a deployment would do, and why; changes nothing',
  description: 'Looks at the nodes, so it may take a while. What they cannot do is an error.',
  tags: ['plans'],
  params: z.object({ name: nameSchema }),
  body: z.strictObject({ options: optionSchema('plan').prefault({}), sudoPassword: passwordSchema }),
  response: answersToBody({ 200: json(planSchema, 'As `bramble plan --json` prints it.') }, ...reaching, 'LOCKED'),
};

/** Plans: what a deployment would do. */
export function planRoutes(api: Api, { runner }: Services): void {
  api.post('/clusters/:name/plan', { schema: plan }, async ({ params: { name }, body }, reply) =>
    runner.look({ kind: 'plan', cluster: name, ...body }, untilLeft(reply)),
  );
}
