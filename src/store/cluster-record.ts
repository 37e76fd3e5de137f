import { z } from 'zod';
import { clusterNamePattern } from '../config/plain-words.ts';
import { type ClusterSpec, methods } from '../domain/cluster.ts';
import { componentNames } from '../domain/components.ts';
import { roleNames } from '../domain/roles.ts';
import { BrambleError } from '../errors.ts';
import { recordVersion } from './record-version.ts';

const targetSchema = z.object({
  name: z.string(),
  address: z.string(),
  user: z.string().exactOptional(),
  port: z.number().exactOptional(),
});

const nodeSchema = z.object({
  target: targetSchema,
  roles: z.array(z.enum(roleNames)),
  method: z.enum(methods),
  settings: z.record(z.string(), z.string()),
  address: z.string().exactOptional(),
});

const sourceSchema = z.object({ store: z.string(), channel: z.string(), key: z.string() });

const recordSchema = z.object({
  version: z.literal(recordVersion),
  spec: z.object({
    name: z.string().regex(clusterNamePattern),
    nodes: z.array(nodeSchema).min(1),
    identityFile: z.string().exactOptional(),
    sources: z.partialRecord(z.enum(componentNames), sourceSchema).exactOptional(),
  }),
});

/** Reads a remembered cluster. Throws CONFIG_INVALID where the text is not what bramble wrote there, REFUSED where a newer one did. */
export function parseClusterRecord(text: string, path: string): ClusterSpec {
  const record = parseJson(text, path);
  const { data, error } = recordSchema.safeParse(record);
  if (data !== undefined) return data.spec;
  if (isNewer(record)) throw new BrambleError('REFUSED', `${path} was written by a newer bramble`, { hint: newerHint });
  throw unreadable(path, error);
}

/** Reads the cluster that a node's note tells of. Throws CONFIG_INVALID where it is not what bramble wrote there. */
export function parseClusterNote(spec: unknown, host: string): ClusterSpec {
  const { data, error } = recordSchema.shape.spec.safeParse(spec);
  if (data !== undefined) return data;
  throw unreadable(`the note on ${host}`, error);
}

const newerHint = 'update this bramble, or give the cluster another name';

function isNewer(record: unknown): boolean {
  const { data } = z.object({ version: z.number().min(recordVersion + 1) }).safeParse(record);
  return data !== undefined;
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

function unreadable(path: string, cause: unknown): BrambleError {
  const why = cause instanceof z.ZodError ? new Error(z.prettifyError(cause)) : cause;
  return new BrambleError('CONFIG_INVALID', `${path} is damaged`, {
    hint: 'name the hosts with --hosts or -f; the next deploy writes it again',
    cause: why,
  });
}
