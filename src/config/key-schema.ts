import { z } from 'zod';
import type { Key, KeyType } from '../domain/key-types.ts';
import { keys } from '../domain/keys.ts';
import { type ComponentName, roleNames, rolesOf } from '../domain/roles.ts';
import { didYouMean } from './did-you-mean.ts';
import { hostNameFault } from './host-name.ts';

type ValueSchema = z.ZodType<string, string>;
type SchemaMaker = { [Kind in KeyType['kind']]: (type: Extract<KeyType, { kind: Kind }>, key: Key) => ValueSchema };

/** How each kind of value is checked. A new kind is a new row. */
const schemaMakers: SchemaMaker = {
  roles: (_, { component }) => z.string().superRefine(refuse((text) => rolesFault(text, component))),
  host: () => z.string().superRefine(refuse(hostNameFault)),
  token: () => z.string().regex(/^[\w.-]{1,64}$/, 'must be up to 64 letters, digits, dots, dashes or underscores'),
  integer: ({ min, max }) => z.string().superRefine(refuse((text) => integerFault(text, min, max))),
  choice: ({ of }) => z.string().superRefine(refuse((text) => choiceFault(text, of))),
  folders: () => z.string().superRefine(refuse(foldersFault)),
  properties: () => z.string().superRefine(refuse(propertiesFault)),
};

/** The schema of a key's value as text. The empty text, which unsets a key, is not a value. */
export function keySchema(key: Key): ValueSchema {
  return makerOf(key.type)(key.type, key).describe(key.help);
}

/** What keeps `value` from being a value of the key `name`; undefined for a good one and for '', which unsets. */
export function validateKey(name: string, value: string): string | undefined {
  const key = keys.find((candidate) => candidate.name === name);
  if (key === undefined) return unknownKey(name);
  if (value === '') return undefined;
  return keySchema(key).safeParse(value).error?.issues[0]?.message;
}

/** The words for a key that is not in the table. */
export function unknownKey(name: string, known = keys.map((key) => key.name)): string {
  return `unknown key "${name}"${didYouMean(name, known)}`;
}

function makerOf<Type extends KeyType>(type: Type) {
  return schemaMakers[type.kind] as (type: KeyType, key: Key) => ValueSchema; // the row of this very kind
}

function refuse(faultOf: (text: string) => string | undefined) {
  return (text: string, context: z.core.$RefinementCtx<string>): void => {
    const message = faultOf(text);
    if (message !== undefined) context.addIssue({ code: 'custom', message });
  };
}

function rolesFault(text: string, component: ComponentName): string | undefined {
  const named = text.split(',');
  const known = rolesOf(component);
  const unknown = named.find((role) => !known.some((candidate) => candidate === role));
  if (unknown !== undefined) return unknownRole(unknown, known);
  return new Set(named).size < named.length ? 'names a role twice' : undefined;
}

/** The words for a role that is not in the table. */
export function unknownRole(role: string, known: readonly string[] = roleNames): string {
  return `unknown role "${role}"${didYouMean(role, known) || `; there are ${known.join(', ')}`}`;
}

function integerFault(text: string, min: number, max: number): string | undefined {
  const isInRange = /^(0|[1-9]\d{0,14})$/.test(text) && Number(text) >= min && Number(text) <= max;
  return isInRange ? undefined : `must be a whole number from ${min} to ${max}, not "${text}"`;
}

function choiceFault(text: string, choices: readonly string[]): string | undefined {
  if (choices.includes(text)) return undefined;
  return `must be one of ${choices.join(', ')}, not "${text}"${didYouMean(text, choices)}`;
}

function foldersFault(text: string): string | undefined {
  const bad = text.split('\n').find((line) => !/^(\/[\w.-]+)+$/.test(line) || /\/\.\.?(\/|$)/.test(line));
  return bad === undefined ? undefined : `"${bad}" is not an absolute path of letters, digits, dots and dashes`;
}

function propertiesFault(text: string): string | undefined {
  const lines = text.split('\n');
  const bad = lines.find((line) => !/^[a-z][\w.-]*=[^\p{Cc}]*$/iu.test(line));
  if (bad !== undefined) return `"${bad}" is not of the form name=value`;
  // A secret in a key would be in logs and in everyone's reach; bramble keeps it in a file of the service user.
  const secret = lines.find((line) => line.startsWith('spark.authenticate'));
  return secret === undefined ? undefined : 'spark.authenticate is looked after by bramble itself';
}
