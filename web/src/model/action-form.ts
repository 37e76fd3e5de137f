import type { Job } from '../../../src/api/schemas.ts';
import type { OptionRow } from '../../../src/domain/option.ts';
import { type OperationName, optionRows } from '../../../src/operations/option-rows.ts';

/** An option of an action, as a field of its form. */
export interface Field extends OptionRow {
  readonly key: string;
  readonly label: string;
}

/** What stands in the fields, by key. */
export type Values = Readonly<Record<string, string | boolean | readonly string[]>>;

/** Told or asked by the page in its own way: the preview is a button, and so is the question. */
const ownWays: readonly string[] = ['dryRun', 'yes'];

/** The fields of an action's form, from the same table as the options of its command. */
export function fieldsOf(kind: OperationName): Field[] {
  return rowsOf(kind)
    .filter(([key, row]) => row.local !== true && !ownWays.includes(key))
    .map(([key, row]) => ({ ...row, key, label: asLabel(key), help: row.address ?? row.help }));
}

/** Whether the server can say beforehand what an action would do. An examination only looks, unless it is to mend. */
export function hasPreview(kind: OperationName, { fix }: Values = {}): boolean {
  return 'dryRun' in optionRows[kind] && (!('fix' in optionRows[kind]) || fix === true);
}

/** Whether the command line may ask before it does it. */
export function mayAsk(kind: OperationName): boolean {
  return 'yes' in optionRows[kind];
}

/** Whether a job ended because nobody had said yes to what it asked. */
export function wasNotConfirmed({ error }: Pick<Job, 'error'>): boolean {
  return error?.code === 'NOT_CONFIRMED';
}

/** The options with which an action is begun: whoever saw what it would do has said yes. */
export function confirmed(kind: OperationName, values: Values): Record<string, unknown> {
  const options = optionsFrom(fieldsOf(kind), values);
  return mayAsk(kind) && hasPreview(kind, values) ? { ...options, yes: true } : options;
}

/** The options of a job, as the API takes them: only what differs from what is meant anyway. */
export function optionsFrom(fields: readonly Field[], values: Values): Record<string, unknown> {
  const told = fields.map((field) => [field.key, read[field.type](values[field.key])] as const);
  return Object.fromEntries(told.filter(([, value]) => value !== undefined));
}

type Read = (value: Values[string] | undefined) => unknown;

const asText: Read = (value) => (value === undefined || value === '' ? undefined : value);
const asNumber: Read = (value) => (value === undefined || value === '' ? undefined : Number(value));
const asList: Read = (value) =>
  typeof value === 'string' && value.trim() !== '' ? value.trim().split(/\s*,\s*/) : undefined;
const asChosen: Read = (value) => (Array.isArray(value) && value.length > 0 ? value : undefined);

const read: Readonly<Record<OptionRow['type'], Read>> = {
  yes: (value) => (value === true ? true : undefined),
  no: (value) => (value === false ? false : undefined),
  text: asText,
  'text-or-no': asText,
  choice: asText,
  nodes: asText,
  batch: asText,
  texts: asList,
  positive: asNumber,
  seconds: asNumber,
  count: asNumber,
  whole: asNumber,
  components: asChosen,
};

/** `drainLimit` → `Drain limit` */
function asLabel(key: string): string {
  const words = key.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function rowsOf(kind: OperationName): [string, OptionRow][] {
  return Object.entries(optionRows[kind]);
}

/** The job that says what an action would do and does nothing. */
export function previewOf(kind: OperationName, options: Readonly<Record<string, unknown>>) {
  if (kind !== 'deploy') return { kind, options: { ...options, dryRun: true } };
  const { verify: _none, ...asked } = options;
  return { kind: 'plan', options: asked } as const;
}
