import { lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import type { Endpoint } from './endpoint.ts';

/** Whether a connection failed because the name has no address. */
export function isUnresolved(error: unknown): boolean {
  return error instanceof Error && 'code' in error && unresolvedCodes.has(String(error.code));
}

/** What the system calls a name without an address. */
export const unresolvedCodes: ReadonlySet<string> = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA']);

/** `red.local` for `red`: what a Pi calls itself by mDNS. Names with a domain and addresses have no such name. */
export function localNameOf(hostName: string): string | undefined {
  return /^[^.:]+$/.test(hostName) ? `${hostName}.local` : undefined;
}

/** The endpoint under its local name, if its name can have one. The key stays the one of the plain name. */
export function underLocalName(endpoint: Endpoint): Endpoint | undefined {
  const hostName = localNameOf(endpoint.hostName);
  return hostName === undefined ? undefined : { ...endpoint, hostName };
}

/** The endpoint, and those on the way, under names that other programs find: the local ones where only these have an address. */
export async function findable(endpoint: Endpoint, lookup: LookupFunction = systemLookup): Promise<Endpoint> {
  const { via } = endpoint;
  if (via?.kind === 'jump') return { ...endpoint, via: { ...via, endpoint: await findable(via.endpoint, lookup) } };
  const local = via === undefined ? underLocalName(endpoint) : undefined;
  if (local === undefined || (await resolves(endpoint.hostName, lookup))) return endpoint;
  return (await resolves(local.hostName, lookup)) ? local : endpoint;
}

function resolves(hostName: string, lookup: LookupFunction): Promise<boolean> {
  return new Promise((done) => lookup(hostName, {}, (error) => done(error === null)));
}
