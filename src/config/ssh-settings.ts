import { accountTokens, computeSshConfig, expandTokens, type SshConfig } from './ssh-config.ts';

/** What ~/.ssh/config says about one host, with tokens and `~` expanded. */
export interface SshSettings {
  readonly hostName: string;
  readonly user?: string;
  readonly port?: number;
  readonly identityFiles: readonly string[];
  readonly identitiesOnly: boolean;
  /** Socket of the agent to ask; none where the configuration says `none`. */
  readonly agentSocket?: string;
  /** The ways to go, first hop first, each `[user@]host[:port]`; empty for a direct connection. */
  readonly proxyJump: readonly string[];
  readonly proxyCommand?: string;
  readonly hostKeyAlias?: string;
  /** Further known_hosts files that this host's key may stand in. */
  readonly knownHostsFiles: readonly string[];
}

interface Query {
  readonly host: string;
  readonly user?: string | undefined;
  readonly port?: number | undefined;
}

/** Resolves the settings of one host as `ssh` would. Reads nothing. */
export function resolveSshSettings(config: SshConfig, query: Query): SshSettings {
  const found = computeSshConfig(config, query);
  const first = (name: string) => found.get(name)?.[0];
  const hostName = expandTokens(first('hostname') ?? query.host, { h: query.host });
  const user = query.user ?? first('user');
  const port = query.port ?? numberOf(first('port'));
  const tokens = {
    ...accountTokens(config),
    h: hostName,
    n: query.host,
    p: String(port ?? 22),
    r: user ?? config.localUser,
  };
  const path = (text: string) => expandPath(text, config.home, tokens);
  const command = first('proxycommand');
  // Whichever of the two stands first in the file wins, as in OpenSSH.
  const jumps = isFirst(found, 'proxyjump', 'proxycommand') ? first('proxyjump') : undefined;
  return {
    hostName,
    identityFiles: named(found.get('identityfile')).map(path),
    identitiesOnly: first('identitiesonly')?.toLowerCase() === 'yes',
    proxyJump: named(jumps?.split(',').map((hop) => hop.trim())),
    knownHostsFiles: named(first('userknownhostsfile')?.split(/\s+/)).map(path),
    ...defined('user', user),
    ...defined('port', port),
    ...defined('agentSocket', agentOf(first('identityagent'), config, path)),
    ...defined('proxyCommand', jumps === undefined && !isNone(command) ? expand(command, tokens) : undefined),
    ...defined('hostKeyAlias', first('hostkeyalias')),
  };
}

const isNone = (value: string | undefined) => value?.toLowerCase() === 'none';
const named = (values: readonly string[] = []) => values.filter((value) => value !== '' && !isNone(value));
const numberOf = (text: string | undefined) => (text === undefined ? undefined : Number(text));
const expand = (text: string | undefined, tokens: Record<string, string>) => text && expandTokens(text, tokens);

function isFirst(found: ReadonlyMap<string, unknown>, name: string, other: string): boolean {
  const names = [...found.keys()];
  return names.includes(name) && (!names.includes(other) || names.indexOf(name) < names.indexOf(other));
}

function agentOf(setting: string | undefined, config: SshConfig, path: (text: string) => string): string | undefined {
  if (setting === undefined || setting === 'SSH_AUTH_SOCK' || setting === '$SSH_AUTH_SOCK') return config.agentSocket;
  return isNone(setting) ? undefined : path(setting);
}

function expandPath(text: string, home: string, tokens: Record<string, string>): string {
  return expandTokens(text.replace(/^~(?=\/|$)/, home), tokens);
}

// exactOptionalPropertyTypes: a setting that is absent must be absent, not undefined.
function defined<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]: V });
}
