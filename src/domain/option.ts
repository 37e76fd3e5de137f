import type { ComponentName } from './roles.ts';

/** How many nodes at once: a number, or percent of those that lead nothing. */
export type BatchSize = { readonly count: number } | { readonly percent: number };

/** What each type of option holds once it is read. */
interface ValueTypes {
  /** `--flag` */
  readonly yes: boolean;
  /** `--no-flag`; true unless given. */
  readonly no: boolean;
  readonly text: string;
  /** May be repeated. */
  readonly texts: readonly string[];
  /** Text, or `--no-flag`. */
  readonly 'text-or-no': string | false;
  /** One of `choices`. */
  readonly choice: string;
  /** A number above 0. */
  readonly positive: number;
  /** A number of seconds, 0 or more. */
  readonly seconds: number;
  /** A whole number above 0. */
  readonly count: number;
  /** A whole number, 0 or more. */
  readonly whole: number;
  readonly batch: BatchSize;
  /** Words behind the command: components, of which none stands for those that the cluster has. */
  readonly components: readonly ComponentName[];
  /** The word behind the command: a list of hosts. */
  readonly nodes: string;
}

/** An option of an operation, described once: the command line and the API's schemas are made from it. */
export interface OptionRow {
  readonly type: keyof ValueTypes;
  readonly help: string;
  /** Of `--no-flag`, where there is a flag too. */
  readonly noHelp?: string;
  /** What stands for the value, such as `file`. */
  readonly value?: string;
  readonly choices?: readonly string[];
  readonly preset?: string | number;
  /** The largest number that makes sense. */
  readonly most?: number;
  /** Names a file of this machine, or speaks to a terminal: the API has no such option. */
  readonly local?: true;
  /** May be a folder of this machine on the command line; the API takes an address only, and says this of it. */
  readonly address?: string;
  /** Keys of options that cannot be given together with it. */
  readonly excludes?: readonly string[];
}

/** Options by their key, which is the flag in camel case. */
export type OptionRows = Readonly<Record<string, OptionRow>>;

type ValueOf<Row extends OptionRow> = Row extends { readonly choices: readonly (infer Choice)[] }
  ? Choice
  : ValueTypes[Row['type']];

/** Options that are there however little was typed. */
type AlwaysThere<Rows extends OptionRows> = {
  [Key in keyof Rows]: Rows[Key] extends { readonly type: 'no' | 'nodes' } | { readonly preset: string | number }
    ? Key
    : never;
}[keyof Rows];

/** What an operation is handed for its rows. */
export type OptionsOf<Rows extends OptionRows> = {
  readonly [Key in AlwaysThere<Rows>]: ValueOf<Rows[Key]>;
} & {
  readonly [Key in Exclude<keyof Rows, AlwaysThere<Rows>>]?: ValueOf<Rows[Key]>;
};

/** Two options that were given and exclude each other, by their keys; undefined where all go together. */
export function findConflict(
  rows: OptionRows,
  options: Readonly<Record<string, unknown>>,
): readonly [string, string] | undefined {
  const isGiven = (key: string) => isTold(rows[key], options[key]);
  for (const [key, { excludes = [] }] of Object.entries(rows)) {
    const other = isGiven(key) ? excludes.find(isGiven) : undefined;
    if (other !== undefined) return [key, other];
  }
  return undefined;
}

function isTold(row: OptionRow | undefined, value: unknown): boolean {
  if (row?.type === 'no') return value === false;
  return row?.type === 'yes' ? value === true : value !== undefined;
}

/** The form of the text of a batch: `2` or `25%`. */
export const batchPattern: RegExp = /^(?:[1-9]\d*|(?:[1-9]\d?|100)%)$/;

/** Reads the text of a batch that has the right form. */
export function readBatch(text: string): BatchSize {
  return text.endsWith('%') ? { percent: Number(text.slice(0, -1)) } : { count: Number(text) };
}

/** The text of a batch that was read. */
export function writeBatch(size: BatchSize): string {
  return 'percent' in size ? `${size.percent}%` : String(size.count);
}

/** `dryRun` → `dry-run` */
export function flagOf(key: string): string {
  return key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
