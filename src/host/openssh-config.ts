import { type Endpoint, keyName } from './endpoint.ts';

/** What one use of the OpenSSH client needs besides the endpoint. */
export interface OpenSshSetup {
  /** Files with host keys, most trusted first. */
  readonly knownHostsFiles: readonly string[];
  /** The one key to offer to the endpoint, where it is known which one is accepted. */
  readonly identityFile?: string | undefined;
  /** Further lines for the endpoint: keyword and value. */
  readonly settings: Readonly<Record<string, string>>;
}

interface Stanza {
  readonly alias: string;
  readonly endpoint: Endpoint;
}

/** The configuration with which OpenSSH reaches the endpoint under `endpointAlias`, in the way we do. */
export function renderOpenSshConfig(endpoint: Endpoint, setup: OpenSshSetup): string {
  const stanzas = stanzasOf(endpoint);
  const blocks = stanzas.map((stanza, index) => [
    `Host ${stanza.alias}`,
    ...(index === 0 ? linesOf(setup.settings) : []),
    ...reachLines(stanza.endpoint, stanzas[index + 1]?.alias),
    ...keyLines(stanza.endpoint, index === 0 ? setup.identityFile : undefined),
  ]);
  const common = ['Host *', `UserKnownHostsFile ${setup.knownHostsFiles.map(quote).join(' ')}`, ...commonLines];
  return [...blocks, common].map((lines) => `${lines.join('\n  ')}\n`).join('\n');
}

/** The name under which the configuration has an endpoint: its own, made safe. */
export function endpointAlias({ name }: Endpoint): string {
  return name.replaceAll(/[^\w.-]/g, '_');
}

const commonLines = [
  'ConnectTimeout 10',
  'ServerAliveInterval 5',
  'ServerAliveCountMax 2',
  'ControlMaster no',
  'ControlPath none',
  'Compression no',
];

function stanzasOf(endpoint: Endpoint): Stanza[] {
  const [first, ...jumps] = chainOf(endpoint);
  const ofJump = (jump: Endpoint, index: number) => ({
    alias: `jump-${index + 1}-${endpointAlias(jump)}`,
    endpoint: jump,
  });
  return [{ alias: endpointAlias(endpoint), endpoint: first ?? endpoint }, ...jumps.map(ofJump)];
}

function chainOf(endpoint: Endpoint): Endpoint[] {
  return [endpoint, ...(endpoint.via?.kind === 'jump' ? chainOf(endpoint.via.endpoint) : [])];
}

function reachLines({ hostName, port, user, via, keyName: known }: Endpoint, jump: string | undefined): string[] {
  return [
    `HostName ${quote(hostName)}`,
    `Port ${port}`,
    `User ${quote(user)}`,
    ...(known === keyName(hostName, port) ? [] : [`HostKeyAlias ${quote(known)}`]),
    ...(jump === undefined ? [] : [`ProxyJump ${jump}`]),
    ...(via?.kind === 'command' ? [`ProxyCommand ${via.command.replaceAll('%', '%%')}`] : []),
  ];
}

function keyLines({ identityFiles, identitiesOnly, agentSocket }: Endpoint, accepted: string | undefined): string[] {
  const files = accepted === undefined ? identityFiles : [accepted];
  return [
    ...files.map((file) => `IdentityFile ${quote(file)}`),
    `IdentitiesOnly ${identitiesOnly || accepted !== undefined ? 'yes' : 'no'}`,
    `IdentityAgent ${agentSocket ? quote(agentSocket) : 'none'}`,
  ];
}

const linesOf = (settings: Readonly<Record<string, string>>) =>
  Object.entries(settings).map(([keyword, value]) => `${keyword} ${value}`);

// OpenSSH takes % for a token in most values; quotes keep blanks in file names.
const quote = (value: string) => `"${value.replaceAll('%', '%%')}"`;
