import { z } from 'zod';
import type { Action } from '../domain/actions.ts';
import { componentNames } from '../domain/components.ts';
import { roleNames } from '../domain/roles.ts';
import type { ChannelsResult, DoctorResult, PlanResult, Verification } from '../operations/results.ts';
import { rungNames } from '../verify/finding.ts';

// What operations tell programs is said by their types; the compiler holds these descriptions to them.

const component = z.enum(componentNames);
const role = z.enum(roleNames);
const packaging = z.enum(['snap', 'tarball']);

/** What a verification found. */
export const verificationSchema = z.looseObject({
  cluster: z.string(),
  healthy: z.boolean(),
  findings: z.array(
    z.looseObject({
      rung: z.enum(rungNames),
      node: z.string().exactOptional(),
      component: component.exactOptional(),
      role: role.exactOptional(),
      state: z.enum(['passed', 'failed', 'skipped']),
      detail: z.string(),
      hint: z.string().exactOptional().meta({ description: 'The command to try next.' }),
      evidence: z.string().exactOptional().meta({ description: 'Last lines of the log.' }),
    }),
  ),
  changed: z.literal(true).exactOptional(),
}) satisfies z.ZodType<Verification>;

const action = z
  .looseObject({ kind: z.string(), because: z.string() })
  .meta({ description: 'The rest depends on the kind.' }) as unknown as z.ZodType<Action>; // each kind has words of its own

/** What a deployment would do. */
export const planSchema = z.looseObject({
  changed: z.literal(false),
  roles: z.array(
    z.looseObject({
      host: z.string(),
      roles: z.array(role),
      packagings: z.array(z.looseObject({ component, packaging, because: z.string() })),
    }),
  ),
  stages: z.array(
    z.looseObject({
      name: z.string(),
      nodes: z.array(z.looseObject({ node: z.string(), actions: z.array(action) })),
    }),
  ),
}) satisfies z.ZodType<PlanResult>;

/** What an examination found. */
export const diagnosisSchema = z.looseObject({
  cluster: z.string(),
  fit: z.boolean(),
  hosts: z.array(
    z.looseObject({
      host: z.string(),
      fit: z.boolean(),
      findings: z.array(
        z.looseObject({
          id: z.string(),
          severity: z.enum(['fatal', 'warning', 'note']),
          what: z.string(),
          breaks: z.string(),
          fix: z.string().meta({ description: 'What to do.' }),
        }),
      ),
    }),
  ),
  fixes: z.looseObject({
    done: z.boolean(),
    plan: z.array(z.looseObject({ host: z.string(), fix: z.string(), because: z.string() })),
  }),
});
diagnosisSchema satisfies z.ZodType<Omit<DoctorResult, 'hosts' | 'fixes'>>;

const held = z.looseObject({ revision: z.int(), at: z.string() });
const arch = z.enum(['arm64', 'amd64']);

/** What a store holds. */
export const channelsSchema = z.looseObject({
  store: z.string(),
  key: z.string(),
  channels: z.array(z.looseObject({ component, channels: z.record(z.string(), z.partialRecord(arch, held)) })),
  revisions: z.array(z.looseObject({ component, arch, revision: z.int(), version: z.string(), payloadId: z.string() })),
  history: z.array(
    z.looseObject({ at: z.string(), what: z.enum(['release', 'close']), component, channel: z.string() }),
  ),
});
channelsSchema satisfies z.ZodType<Pick<ChannelsResult, 'store' | 'key'>>;
