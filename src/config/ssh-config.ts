import { matchesPatterns } from './ssh-pattern.ts';

/** One statement of an OpenSSH client configuration, with Include already read. */
export type SshConfigEntry =
  | { readonly kind: 'set'; readonly name: string; readonly value: string }
  | { readonly kind: 'host'; readonly patterns: readonly string[]; readonly entries: readonly SshConfigEntry[] }
  | { readonly kind: 'match'; readonly criteria: readonly Criterion[]; readonly entries: readonly SshConfigEntry[] }
  | { readonly kind: 'include'; readonly entries: readonly SshConfigEntry[] };

export interface Criterion {
  readonly name: string;
  readonly value: string;
  readonly negated: boolean;
}

/** What the configuration and the account of the operator say about reaching hosts. */
export interface SshConfig {
  readonly entries: readonly SshConfigEntry[];
  readonly localUser: string;
  readonly home: string;
  /** Socket of the running agent, from SSH_AUTH_SOCK. */
  readonly agentSocket?: string | undefined;
  /** Answers `Match exec`. Without it such a block never applies. */
  readonly execSucceeds?: (command: string) => boolean;
}

interface Query {
  readonly host: string;
  readonly user?: string | undefined;
}

/** The first value of each keyword (lower case) that applies to a host; every value of IdentityFile. */
export function computeSshConfig(config: SshConfig, query: Query): ReadonlyMap<string, readonly string[]> {
  const walk: Walk = { config, query, found: new Map(), isFinal: false, wantsFinal: false };
  apply(config.entries, walk);
  if (walk.wantsFinal) apply(config.entries, Object.assign(walk, { isFinal: true }));
  return walk.found;
}

interface Walk {
  readonly config: SshConfig;
  readonly query: Query;
  readonly found: Map<string, string[]>;
  readonly isFinal: boolean;
  wantsFinal: boolean;
}

function apply(entries: readonly SshConfigEntry[], walk: Walk): void {
  for (const entry of entries) {
    if (entry.kind === 'set') set(entry.name, entry.value, walk);
    else if (isInForce(entry, walk)) apply(entry.entries, walk);
  }
}

const repeatable = new Set(['identityfile', 'certificatefile']);

function set(name: string, value: string, { found }: Walk): void {
  const values = found.get(name);
  if (values === undefined) found.set(name, [value]);
  else if (repeatable.has(name) && !values.includes(value)) values.push(value);
}

function isInForce(entry: Exclude<SshConfigEntry, { kind: 'set' }>, walk: Walk): boolean {
  switch (entry.kind) {
    case 'include':
      return true;
    case 'host':
      return matchesPatterns(entry.patterns, walk.query.host);
    case 'match':
      return entry.criteria.every((criterion) => holds(criterion, walk) !== criterion.negated);
  }
}

type Test = (value: string, walk: Walk) => boolean;

const tests: Readonly<Record<string, Test>> = {
  all: () => true,
  host: (value, walk) => matchesPatterns(value.split(','), hostNameSoFar(walk)),
  originalhost: (value, walk) => matchesPatterns(value.split(','), walk.query.host),
  user: (value, walk) => matchesPatterns(value.split(','), userSoFar(walk)),
  localuser: (value, walk) => matchesPatterns(value.split(','), walk.config.localUser),
  exec: (value, walk) => walk.config.execSucceeds?.(expandTokens(value, tokensOf(walk))) ?? false,
  final: (_value, walk) => {
    walk.wantsFinal = true;
    return walk.isFinal;
  },
};

// A criterion that we cannot judge (canonical, tagged, localnetwork) keeps the block out, negated or not.
function holds({ name, value, negated }: Criterion, walk: Walk): boolean {
  return tests[name]?.(value, walk) ?? negated;
}

const hostNameSoFar = ({ found, query }: Walk) =>
  found.get('hostname')?.[0]?.replaceAll('%h', query.host) ?? query.host;
const userSoFar = ({ found, query, config }: Walk) => query.user ?? found.get('user')?.[0] ?? config.localUser;

function tokensOf(walk: Walk): Record<string, string> {
  const port = walk.found.get('port')?.[0] ?? '22';
  return { h: hostNameSoFar(walk), n: walk.query.host, p: port, r: userSoFar(walk), ...accountTokens(walk.config) };
}

/** Tokens about the operator's own account: %d home directory, %u name. */
export function accountTokens({ home, localUser }: SshConfig): Record<string, string> {
  return { d: home, u: localUser };
}

/** Replaces `%x` by its value; `%%` is a percent sign and an unknown token stays as it is. */
export function expandTokens(text: string, tokens: Readonly<Record<string, string>>): string {
  return text.replaceAll(/%(.)/g, (whole, letter: string) => (letter === '%' ? '%' : (tokens[letter] ?? whole)));
}
