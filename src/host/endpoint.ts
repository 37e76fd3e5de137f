import type { SshConfig } from '../config/ssh-config.ts';
import { resolveSshSettings, type SshSettings } from '../config/ssh-settings.ts';
import type { Target } from '../domain/target.ts';
import { BrambleError } from '../errors.ts';

/** One machine to log in to, with everything resolved that the login needs. */
export interface Endpoint {
  /** As the operator knows it. */
  readonly name: string;
  readonly hostName: string;
  readonly port: number;
  readonly user: string;
  /** Private keys to try. */
  readonly identityFiles: readonly string[];
  /** Whether somebody named them; otherwise they are the usual ones, which need not exist. */
  readonly namesIdentities: boolean;
  readonly identitiesOnly: boolean;
  readonly agentSocket?: string | undefined;
  /** The name under which known_hosts files have its key, such as `red01` or `[red01]:2222`. */
  readonly keyName: string;
  readonly knownHostsFiles: readonly string[];
  readonly via?: Via | undefined;
}

type Via =
  | { readonly kind: 'jump'; readonly endpoint: Endpoint }
  | { readonly kind: 'command'; readonly command: string };

interface Wishes {
  readonly user?: string | undefined;
  readonly port?: number | undefined;
  readonly identityFiles?: readonly string[];
  readonly sshConfig: SshConfig;
  readonly cluster?: readonly Target[];
}

/** Resolves how to reach a host: what the list says, then the options, then ~/.ssh/config. Reads nothing. */
export function resolveEndpoint(target: Target, wishes: Wishes): Endpoint {
  return resolve({ target, asked: asMember(target, wishes), behind: [] }, wishes);
}

const usualKeys = ['id_ed25519', 'id_ecdsa', 'id_rsa'];

interface Asked {
  readonly user?: string | undefined;
  readonly port?: number | undefined;
}

interface Stop {
  readonly target: Target;
  readonly asked: Asked;
  /** The hosts that are reached through this one. */
  readonly behind: readonly string[];
  /** The way to this one, where a ProxyJump with several hops has said it. */
  readonly hops?: readonly string[];
}

const asMember = (target: Target, { user, port }: Wishes): Asked => ({
  user: target.user ?? user,
  port: target.port ?? port,
});

function resolve(stop: Stop, wishes: Wishes): Endpoint {
  const { target, asked } = stop;
  const { sshConfig, identityFiles = [] } = wishes;
  const settings = resolveSshSettings(sshConfig, { host: target.address, ...asked });
  const { hostName, port = 22 } = settings;
  const named = [...identityFiles, ...settings.identityFiles];
  return {
    name: target.name,
    hostName,
    port,
    user: settings.user ?? sshConfig.localUser,
    identityFiles: named.length > 0 ? named : usualKeys.map((key) => `${sshConfig.home}/.ssh/${key}`),
    namesIdentities: named.length > 0,
    identitiesOnly: settings.identitiesOnly,
    agentSocket: settings.agentSocket,
    keyName: settings.hostKeyAlias ?? keyName(hostName, port),
    knownHostsFiles: settings.knownHostsFiles,
    via: viaOf(settings, stop, wishes),
  };
}

/** As known_hosts files write a host: lower case, with its port where that is not 22. */
export function keyName(hostName: string, port: number): string {
  const name = hostName.toLowerCase();
  return port === 22 ? name : `[${name}]:${port}`;
}

function viaOf(settings: SshSettings, { target, behind, hops }: Stop, wishes: Wishes): Via | undefined {
  if (hops === undefined && settings.proxyCommand !== undefined)
    return { kind: 'command', command: settings.proxyCommand };
  return jumpOf(hops ?? settings.proxyJump, [...behind, target.address], wishes);
}

// The last hop is the one next to the host; the hops before it are the way to that one.
function jumpOf(hops: readonly string[], behind: readonly string[], wishes: Wishes): Via | undefined {
  const last = hops.at(-1);
  if (last === undefined) return undefined;
  const { address, ...asked } = parseHop(last);
  if (behind.includes(address)) throw circular([...behind, address]);
  const member = wishes.cluster?.find(({ name }) => name === address);
  const target = member ?? { name: address, address };
  const stop = { target, behind, asked: { ...(member && asMember(member, wishes)), ...asked } };
  return { kind: 'jump', endpoint: resolve(hops.length > 1 ? { ...stop, hops: hops.slice(0, -1) } : stop, wishes) };
}

const hopSyntax =
  /^(?:ssh:\/\/)?(?:(?<user>[^@]+)@)?(?:\[(?<bracketed>[^\]]+)\]|(?<plain>[^:@[\]]+))(?::(?<port>\d+))?\/?$/;

function parseHop(text: string): Asked & { address: string } {
  const { user, bracketed, plain, port } = hopSyntax.exec(text)?.groups ?? {};
  const address = bracketed ?? plain;
  if (address === undefined)
    throw new BrambleError('CONFIG_INVALID', `ProxyJump names a hop that cannot be read: "${text}"`, {
      hint: 'write it as [user@]host[:port] in ~/.ssh/config',
    });
  return { address, ...(user && { user }), ...(port && { port: Number(port) }) };
}

function circular(hops: readonly string[]): BrambleError {
  return new BrambleError('CONFIG_INVALID', `ProxyJump leads in a circle: ${hops.join(' → ')}`, {
    host: hops[0],
    hint: `write "ProxyJump none" for ${hops.at(-1)} in ~/.ssh/config`,
  });
}
