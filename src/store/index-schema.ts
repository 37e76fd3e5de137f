import { z } from 'zod';
import { componentNames } from '../domain/components.ts';
import { parseJson } from '../domain/parse-json.ts';
import type { StoreIndex } from '../domain/release.ts';
import { BrambleError } from '../errors.ts';

const arch = z.enum(['amd64', 'arm64']);
const component = z.enum(componentNames);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const fileSchema = z.object({ sha256, sizeBytes: z.int().positive() });

const revisionSchema = z.object({
  component,
  arch,
  revision: z.int().positive(),
  version: z.string(),
  payloadId: z.string().min(1),
  recipe: z.string(),
  glibc: z.string(),
  grade: z.enum(['stable', 'devel']),
  payloadBytes: z.number(),
  files: z.object({ snap: fileSchema.exactOptional(), tarball: fileSchema.exactOptional() }),
});

const at = z.iso.datetime();
const heldSchema = z.object({ revision: z.int().positive(), at });

const indexSchema = z.object({
  version: z.literal(1),
  serial: z.int().nonnegative(),
  revisions: z.array(revisionSchema),
  channels: z.partialRecord(component, z.record(z.string(), z.partialRecord(arch, heldSchema))),
  history: z.array(
    z.object({ at, what: z.enum(['release', 'close']), component, channel: z.string(), arch, revision: z.int() }),
  ),
});

const signedSchema = z.object({ signed: z.string(), signature: z.string(), key: z.string() });

/** Reads the outer form of an index file. */
export function parseSigned(text: string, location: string): z.infer<typeof signedSchema> {
  return parseAs(signedSchema, text, `the index of ${location} is cut off, or is not an index of bramble`);
}

/** Reads what was signed. */
export function parseIndex(text: string, location: string): StoreIndex {
  return parseAs(indexSchema, text, `the index of ${location} was written by another version of bramble`) as StoreIndex; // the schema says so, but for `undefined` in partial records
}

function parseAs<T extends z.ZodType>(schema: T, text: string, what: string): z.infer<T> {
  const { data, error } = schema.safeParse(parseJson(text));
  if (error === undefined) return data as z.infer<T>; // it is there where there is no error
  throw new BrambleError('STORE_INVALID', what, {
    cause: new Error(z.prettifyError(error).split('\n').slice(0, 2).join(' ')),
    hint: 'somebody may be copying it: try again in a minute; otherwise run `bramble release` in the folder of the store',
  });
}
