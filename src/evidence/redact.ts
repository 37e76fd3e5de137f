import { numberAddresses } from './number-addresses.ts';

/** Takes out of what is shown to strangers what is nobody else's business. */
export interface Redactor {
  readonly text: (text: string) => string;
  /** For JSON: a value whose name tells of a secret goes whole, whatever is in it. */
  readonly json: (value: unknown) => unknown;
}

interface RedactorOptions {
  /** Whether addresses stay as they are; otherwise each becomes a number, the same one everywhere. */
  readonly keepsAddresses: boolean;
  /** Secrets that are known word for word. */
  readonly secrets?: readonly string[];
}

const gone = '[redacted]';
const words = 'passw(?:or)?d|passphrase|secret|token|credentials?|(?:private|access|api|secret)[-_.]?key|authorization';
const telling = String.raw`[\w.-]*(?:${words})[\w.-]*`;
const endingTelling = String.raw`[\w.-]*(?:${words})`;
const isTelling = new RegExp(`^${telling}$`, 'i');
const begins = String.raw`(?<!["\w.-])`;

// Not somebody: a unit such as getty@tty1.service, an interface such as eth0@if3, a module or an object of Java.
const notPerson = String.raw`(?:java|jdk)\.[\w.]+@|(?:[\w$]+\.)+[A-Z]|[\w$-]+@(?=[0-9a-f]*\d)[0-9a-f]{6,8}\b|[\w-]+@if\d`;
const notHost = String.raw`[\w:-]*\.(?:service|slice|socket)\b`;
const person = new RegExp(String.raw`(?<![\w.$[\]-])(?!${notPerson})[a-zA-Z_][\w.+-]*@(?=[\w[])(?!${notHost})`, 'g');

interface Rule {
  readonly find: RegExp;
  readonly put: string;
}

/** In this order. Where nobody can say how a value ends, the rest of the line goes. */
const rules: readonly Rule[] = [
  { find: /-----BEGIN ([A-Z ]*PRIVATE KEY)-----[\s\S]*?(?:-----END \1-----|$)/g, put: gone },
  { find: new RegExp(`(<name>\\s*${telling}\\s*</name>\\s*<value>)[^<]*`, 'gi'), put: `$1${gone}` },
  { find: /\b(Bearer|Basic|Negotiate|Digest)\s+[\w.~+/=-]{8,}/gi, put: `$1 ${gone}` },
  { find: new RegExp(`("${telling}"\\s*:\\s*)"(?:[^"\\\\]|\\\\.)*"`, 'gi'), put: `$1"${gone}"` },
  { find: new RegExp(`${begins}(${telling}[ \\t]*=)[^\\n]*`, 'gi'), put: `$1${gone}` },
  { find: new RegExp(`${begins}(${endingTelling}[ \\t]*:)[^\\n]*`, 'gi'), put: `$1 ${gone}` },
  { find: new RegExp(`(--?${telling}[ \\t]+)[^\\n]*`, 'gi'), put: `$1${gone}` },
  { find: /\b([a-z][a-z0-9+.-]*:\/\/)[^\s"'<>]+@/gi, put: `$1${gone}@` },
  { find: /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g, put: gone },
  { find: /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g, put: gone },
  { find: /(\/(?:home|Users)\/)[^/\s"':,;)\]]+/g, put: '$1[user]' },
  { find: person, put: '[user]@' },
];

/** A redactor for one bundle. */
export function createRedactor({ keepsAddresses, secrets = [] }: RedactorOptions): Redactor {
  const known = secrets.filter((secret) => secret !== '').toSorted((a, b) => b.length - a.length);
  const withoutAddresses = keepsAddresses ? (text: string) => text : numberAddresses();
  const text = (from: string) => {
    const withoutKnown = known.reduce((so, secret) => so.replaceAll(secret, gone), from);
    return withoutAddresses(rules.reduce((so, { find, put }) => so.replaceAll(find, put), withoutKnown));
  };
  return { text, json: (value) => redactJson(value, text) };
}

function redactJson(value: unknown, text: (from: string) => string): unknown {
  if (typeof value === 'string') return text(value);
  if (Array.isArray(value)) return value.map((one) => redactJson(one, text));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) =>
      typeof inner === 'string' && inner !== '' && isTelling.test(name)
        ? [name, gone]
        : [text(name), redactJson(inner, text)],
    ),
  );
}
