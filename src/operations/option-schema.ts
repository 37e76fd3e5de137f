import { z } from 'zod';
import { componentNames } from '../domain/components.ts';
import { batchPattern, findConflict, type OptionRow, type OptionRows, readBatch } from '../domain/option.ts';
import { type OperationName, optionRows } from './option-rows.ts';

/** How a value of each type is written in the body of a job. */
const schemas: { readonly [Type in OptionRow['type']]: (row: OptionRow) => z.ZodType } = {
  yes: () => z.boolean().optional(),
  no: () => z.boolean().default(true),
  text: (row) => withPreset(textSchema(row), row),
  texts: () => z.array(plainText).optional(),
  'text-or-no': () => z.union([plainText, z.literal(false)]).optional(),
  choice: ({ choices = [] }) => z.enum(choices).optional(),
  positive: (row) => withPreset(z.number().positive().max(longestSeconds), row),
  seconds: () => z.number().nonnegative().max(longestSeconds).optional(),
  whole: (row) => withPreset(z.int().nonnegative().max(mostOf(row)), row),
  count: (row) => withPreset(z.int().positive().max(mostOf(row)), row),
  batch: () => z.string().regex(batchPattern).optional(),
  components: () => z.array(z.enum(componentNames)).min(1).optional(),
  nodes: () => plainText,
};

const longestSeconds = 7 * 86_400;

function mostOf({ most = Number.MAX_SAFE_INTEGER }: OptionRow): number {
  return most;
}

const plainText = z
  .string()
  .min(1)
  .max(4096)
  .regex(/^[^\u0000-\u001f\u007f]*$/);
const address = z.url({ protocol: /^https?$/ }).max(4096);

/** The schema of an operation's options in the body of a job; those that name files of this machine are left out. */
export function optionSchema(name: OperationName): z.ZodType<Readonly<Record<string, unknown>>> {
  const rows: OptionRows = optionRows[name];
  const shape = Object.entries(rows).filter(([, { local }]) => local !== true);
  const schema = z.strictObject(Object.fromEntries(shape.map(([key, row]) => [key, describe(row)])));
  return schema.superRefine((options, context) => {
    const [key, other] = findConflict(rows, options) ?? [];
    if (key === undefined) return;
    context.addIssue({ code: 'custom', path: [key], message: `cannot be given together with ${other}` });
  });
}

/** Options that have the form of the schema, as an operation takes them. Throws where they have not. */
export function readOptions(name: OperationName, written: unknown): object {
  const rows: OptionRows = optionRows[name];
  const options = Object.entries(optionSchema(name).parse(written));
  return Object.fromEntries(
    options.map(([key, value]) => [key, rows[key]?.type === 'batch' ? readBatch(String(value)) : value]),
  );
}

function describe(row: OptionRow): z.ZodType {
  return schemas[row.type](row).meta({ description: row.address ?? row.help });
}

function textSchema(row: OptionRow): z.ZodType {
  return row.address === undefined ? plainText : address;
}

function withPreset(schema: z.ZodType, { preset }: OptionRow): z.ZodType {
  return preset === undefined ? schema.optional() : schema.default(preset);
}
