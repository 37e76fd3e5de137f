import { BrambleError, type ErrorCode } from '../errors.ts';
import type { Endpoint } from './endpoint.ts';
import { localNameOf, unresolvedCodes } from './local-name.ts';

interface Explanation {
  readonly code: ErrorCode;
  readonly message: (endpoint: Endpoint) => string;
  readonly hint: (endpoint: Endpoint) => string;
}

const needsMdns = 'names in .local need mDNS here (Debian and Ubuntu: sudo apt install libnss-mdns)';

const unresolvedHints = [
  { when: /\.local$/, hint: `is it switched on? Otherwise ${needsMdns}, or write its IP address` },
  { when: /\./, hint: 'check the name, or write the IP address in its place' },
  {
    when: /./,
    hint: `is it switched on? Otherwise ${needsMdns}; or write its IP address, or give it a HostName in ~/.ssh/config`,
  },
];

const unresolved: Explanation = {
  code: 'HOST_UNRESOLVED',
  message: ({ hostName }) => {
    const local = localNameOf(hostName);
    return `the name ${hostName} does not resolve to an address${local === undefined ? '' : `, nor does ${local}`}`;
  },
  hint: ({ hostName }) => unresolvedHints.find(({ when }) => when.test(hostName))?.hint ?? '',
};

const noRoute: Explanation = {
  code: 'HOST_UNREACHABLE',
  message: ({ hostName }) => `there is no route to ${hostName}`,
  hint: () => 'is it switched on, and on the same network as this machine?',
};

const refused: Explanation = {
  code: 'HOST_UNREACHABLE',
  message: ({ hostName, port }) => `${hostName} refuses connections on port ${port}`,
  hint: ({ name }) =>
    `is ssh switched on there? On Raspberry Pi OS: sudo raspi-config nonint do_ssh 0. Another port is written ${name}:2222`,
};

const silent: Explanation = {
  code: 'HOST_TIMEOUT',
  message: ({ hostName, port }) => `${hostName} does not answer on port ${port}`,
  hint: () => 'is it switched on, and on the same network as this machine?',
};

const noHandshake: Explanation = {
  code: 'HOST_UNREACHABLE',
  message: ({ hostName, port }) => `${hostName} port ${port} did not get as far as a login`,
  hint: ({ hostName, port }) => `is that an ssh server? ssh -v -p ${port} ${hostName} shows what it says`,
};

const bySystemCode: Readonly<Record<string, Explanation>> = {
  ...Object.fromEntries([...unresolvedCodes].map((code) => [code, unresolved])),
  EHOSTUNREACH: noRoute,
  EHOSTDOWN: noRoute,
  ENETUNREACH: noRoute,
  ECONNREFUSED: refused,
  ETIMEDOUT: silent,
};

/** Why a host could not be connected to, from what the system or ssh2 says. */
export function connectFailure(endpoint: Endpoint, cause: unknown): BrambleError {
  if (cause instanceof BrambleError) return cause;
  const { code, message, hint } = bySystemCode[systemCodeOf(cause)] ?? noHandshake;
  return new BrambleError(code, message(endpoint), { host: endpoint.name, hint: hint(endpoint), cause: single(cause) });
}

// Where a name has several addresses, each has failed; the whole has no words of its own.
const single = (cause: unknown) => (cause instanceof AggregateError ? cause.errors[0] : cause);

function systemCodeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : '';
}
