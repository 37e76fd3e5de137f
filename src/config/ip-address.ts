import { isIPv6 } from 'node:net';

/** The one shortest spelling of an IPv6 address without brackets, so that two spellings compare equal. */
export function canonicalIpv6(text: string): string | undefined {
  if (!isIPv6(text)) return undefined;
  const [address = '', zone] = text.split('%');
  const canonical = new URL(`http://[${address}]/`).hostname.slice(1, -1);
  return zone === undefined ? canonical : `${canonical}%${zone}`;
}
