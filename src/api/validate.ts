import type { z } from 'zod';
import { explainProblems } from '../config/problem.ts';
import { describeIssue, problemsOf } from '../config/schema-problems.ts';
import { BrambleError } from '../errors.ts';

type Checked = { readonly value: unknown } | { readonly error: Error };

type Check = (value: unknown) => unknown;

/** Checks with better words than their schema has. */
const ownChecks = new WeakMap<z.ZodType, Check>();

/** A schema that describes, and a check that explains more; it throws what is wrong. */
export function checkedBy<Schema extends z.ZodType>(
  schema: Schema,
  check: (value: unknown) => z.infer<Schema>,
): Schema {
  ownChecks.set(schema, check);
  return schema;
}

/** What fastify calls for each part of a request that has a schema. */
export function checkWith(schema: z.ZodType): (value: unknown) => Checked {
  const check = ownChecks.get(schema);
  return check === undefined ? bySchema(schema) : byCheck(check);
}

function byCheck(check: Check): (value: unknown) => Checked {
  return (value) => {
    try {
      return { value: check(value) };
    } catch (error) {
      if (error instanceof BrambleError) return { error };
      throw error;
    }
  };
}

function bySchema(schema: z.ZodType): (value: unknown) => Checked {
  return (value) => {
    const { data, error, success } = schema.safeParse(value ?? {}, { error: describeIssue });
    if (success) return { value: data };
    return { error: asUsage(problemsOf(error.issues, (path) => `unknown word "${path.at(-1)}"`)) };
  };
}

/** In the words of the cluster file; but what is wrong is a request. */
function asUsage(problems: Parameters<typeof explainProblems>[1]): BrambleError {
  const { message, evidence } = explainProblems('', problems);
  return new BrambleError('USAGE', message, { evidence, hint: 'see /docs for what a request may hold' });
}
