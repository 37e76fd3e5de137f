import { isIPv4, isIPv6 } from 'node:net';
import type { Target } from '../domain/target.ts';
import { BrambleError } from '../errors.ts';
import { hostNameFault } from './host-name.ts';
import { canonicalIpv6 } from './ip-address.ts';
import { userPattern } from './plain-words.ts';

/** Reads one host such as `red`, `red.local`, `10.0.0.7`, `[fe80::1]` or `pi@red:2222`. Resolves nothing. */
export function parseTarget(text: string): Target {
  const at = text.lastIndexOf('@');
  const { address, port } = splitPort(text, text.slice(at + 1));
  return {
    name: shortName(address),
    address,
    ...(at >= 0 && { user: parseUser(text, text.slice(0, at)) }),
    ...(port !== undefined && { port: parsePort(text, port) }),
  };
}

/** The name a host goes by in output and roles: `red` for `red.local`, `ip6-fe80--1` for `fe80::1`; IPv4 stays. */
export function shortName(address: string): string {
  if (isIPv4(address)) return address;
  if (isIPv6(address)) return `ip6-${address.replaceAll(/[^\da-z]/gi, '-').replace(/-$/, '-0')}`; // a legal host name
  return address.split('.', 1)[0] ?? address;
}

function splitPort(text: string, host: string): { address: string; port: string | undefined } {
  if (host.startsWith('[')) return splitBracketed(text, host);
  if (isIPv6(host)) throw fault(text, 'an IPv6 address needs brackets', text.replace(host, `[${host}]`));
  const [name = '', port, ...rest] = host.split(':');
  if (rest.length > 0) throw fault(text, 'more than one colon');
  const why = hostNameFault(name);
  if (why !== undefined) throw fault(text, why, guess(text));
  return { address: name.toLowerCase(), port };
}

function splitBracketed(text: string, host: string): { address: string; port: string | undefined } {
  const [, inside = '', port] = /^\[([^\]]*)\](?::(.*))?$/.exec(host) ?? [];
  const address = canonicalIpv6(inside);
  if (address === undefined) throw fault(text, `"${host}" is not an IPv6 address in brackets`);
  return { address, port };
}

function parseUser(text: string, user: string): string {
  if (userPattern.test(user)) return user;
  if (user.includes(':')) throw fault(text.replace(/:.*@/, ':[redacted]@'), 'a password has no place in a host list');
  throw fault(text, `"${user}" is not a user name`);
}

function parsePort(text: string, port: string): number {
  const number = /^\d{1,5}$/.test(port) ? Number(port) : 0;
  if (number < 1 || number > 65535) throw fault(text, `"${port}" is not a port from 1 to 65535`);
  return number;
}

function guess(text: string): string | undefined {
  const [, prefix, low, high] = /^(.*?)(\d+)\.\.+(?:.*?\D)?(\d+)$/.exec(text) ?? [];
  return low === undefined ? undefined : `${prefix}[${low}-${high}]`;
}

function fault(text: string, why: string, corrected?: string): BrambleError {
  const hint =
    corrected === undefined
      ? 'a host looks like red, red.local, 10.0.0.7, [fe80::1] or pi@red:22'
      : `write "${corrected}"`;
  return new BrambleError('HOSTLIST_INVALID', `host "${text}": ${why}`, { hint });
}
