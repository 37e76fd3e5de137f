import type { z } from 'zod';
import { clusterFileSchema, hostEntrySchema } from './cluster-file.ts';

/** One word of the cluster file, as its schema describes it. */
export interface SchemaWord {
  readonly name: string;
  readonly description: string;
  readonly example: unknown;
}

/** The words at the top of a cluster file. */
export const topWords: readonly SchemaWord[] = wordsOf(clusterFileSchema.shape);

/** The words of one entry of `hosts`. */
export const entryWords: readonly SchemaWord[] = wordsOf(hostEntrySchema.shape);

function wordsOf(shape: Readonly<Record<string, z.ZodType>>): SchemaWord[] {
  return Object.entries(shape).map(([name, schema]) => {
    const { description = '', examples = [] } = schema.meta() ?? {};
    return { name, description, example: Array.isArray(examples) ? examples[0] : undefined };
  });
}
