import { z } from 'zod';
import { operationNames } from '../../operations/operations.ts';
import type { OperationName } from '../../operations/option-rows.ts';
import { optionSchema } from '../../operations/option-schema.ts';

/** The password that sudo on the hosts wants. */
export const passwordSchema = z.string().max(1024).optional().meta({
  description: 'What sudo on the hosts asks for. Kept in memory while the job runs, and nowhere else.',
});

const bodies = operationNames.map((kind) =>
  z
    .strictObject({
      kind: z.literal(kind),
      options: optionSchema(kind).prefault({}),
      sudoPassword: passwordSchema,
    })
    .meta({ id: `${kind.charAt(0).toUpperCase()}${kind.slice(1)}Request` }),
);

/** What a client asks for: the body of a new job. */
export const jobRequestSchema = z.discriminatedUnion('kind', bodies as [(typeof bodies)[number], ...typeof bodies]); // at least one

/** Kinds that look and change nothing: they run beside other jobs of the same cluster. */
export const lookingKinds: ReadonlySet<OperationName> = new Set(['plan', 'status', 'history']);
