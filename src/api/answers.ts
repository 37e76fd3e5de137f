import { z } from 'zod';
import { type ErrorCode, errorKinds } from '../errors.ts';
import { problemSchema } from './schemas.ts';

/** What every route may answer, whatever it does. */
const always: readonly ErrorCode[] = ['USAGE', 'TOKEN_REJECTED', 'ORIGIN_REFUSED', 'TOO_MANY', 'SERVER_FAILED'];
/** What every route may answer that takes a body. */
const withBody: readonly ErrorCode[] = ['TOO_LARGE', 'MEDIA_UNKNOWN', 'CONFIG_INVALID'];

/** What every route may answer that reaches hosts. */
export const reaching = [
  'CLUSTER_UNKNOWN',
  'CONFIG_INVALID',
  'REFUSED',
  'HOSTS_FAILED',
  'HOST_TIMEOUT',
  'INTERRUPTED',
] as const satisfies readonly ErrorCode[];

type Answer = ReturnType<typeof media> | z.ZodType;

/** The answers of a route, for its description: what it gives, and which errors may come in its place. */
export function answers(good: Readonly<Record<number, Answer>>, ...codes: readonly ErrorCode[]) {
  const problems = Map.groupBy(new Set([...always, ...codes]), (code) => errorKinds[code].http);
  return {
    ...Object.fromEntries([...problems].map(([status, alike]) => [status, problem(alike)])),
    ...good,
  };
}

function problem(codes: readonly ErrorCode[]) {
  const words = codes.map((code) => `\`${code}\``).join(', ');
  return { description: words, content: { 'application/problem+json': { schema: problemSchema } } };
}

/** The same for a route that takes a body. */
export function answersToBody(...[good, ...codes]: Parameters<typeof answers>) {
  return answers(good, ...withBody, ...codes);
}

/** An answer in JSON. */
export function json(schema: z.ZodType, description: string) {
  return media('application/json', schema, description);
}

/** An answer of another kind. */
export function media(type: string, schema: z.ZodType, description: string) {
  return { description, content: { [type]: { schema } } };
}

/** An answer without a body. */
export function nothing(description: string) {
  return z.null().meta({ description });
}
