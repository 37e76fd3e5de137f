import { isIP } from 'node:net';
import { hostname, networkInterfaces } from 'node:os';
import { BrambleError } from '../errors.ts';

/** Where to listen, and what protects it there. */
export interface AddressOptions {
  readonly host: string;
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly insecureHttp?: boolean;
  readonly allowHost?: readonly string[];
}

/** Refuses to send the token over a network in the clear, unless told to. */
export function refuseOpenHttp({ host, tlsCert, tlsKey, insecureHttp = false }: AddressOptions): void {
  if ((tlsCert === undefined) !== (tlsKey === undefined))
    throw new BrambleError('USAGE', 'a certificate and its key belong together', {
      hint: 'give both --tls-cert and --tls-key',
    });
  if (tlsCert !== undefined || insecureHttp || isLoopback(host)) return;
  throw new BrambleError('REFUSED', `without TLS everybody on the way to ${host} can read the token`, {
    hint: 'add --tls-cert and --tls-key; or leave out --host and use `ssh -L`; or insist with --insecure-http',
  });
}

/** The names by which clients may call the server: others are refused, as a foreign page may have been given them. */
export function hostNamesOf({ host, allowHost = [] }: AddressOptions): ReadonlySet<string> {
  const own = isLoopback(host) ? [] : [hostname(), `${hostname()}.local`, ...addresses()];
  const names = ['localhost', '127.0.0.1', '::1', host, ...own, ...allowHost];
  return new Set(names.map((name) => inUrl(name).toLowerCase()));
}

/** By which of them people may open the page, the likeliest first. Names that were allowed are those that others know. */
export function openNamesOf({ host, allowHost = [] }: AddressOptions): readonly string[] {
  const listensToAll = host === '0.0.0.0' || host === '::';
  const names = listensToAll ? [...allowHost, hostname(), ...outsideAddresses()] : [host];
  return [...new Set(names)].map(inUrl);
}

/** An address as a URL has it: one of IPv6 stands in brackets. */
export function inUrl(host: string): string {
  return isIP(host) === 6 ? `[${host}]` : host;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

function addresses(): string[] {
  return Object.values(networkInterfaces()).flatMap((all = []) => all.map(({ address }) => address));
}

/** Without those that mean nothing on another machine. */
function outsideAddresses(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((found = []) => found);
  return all.filter(({ internal, family }) => !internal && family === 'IPv4').map(({ address }) => address);
}
