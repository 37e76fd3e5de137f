import type { AnyAuthMethod, AuthHandlerMiddleware } from 'ssh2';
import { BrambleError } from '../errors.ts';
import type { Endpoint } from './endpoint.ts';
import type { Identities, Identity, Unusable } from './identities.ts';

/** One login: offers key after key and remembers how that went. */
export interface Authentication {
  readonly offer: AuthHandlerMiddleware;
  /** The key that was offered last: after a login, the one that was accepted. */
  readonly current: Identity | undefined;
  /** What to say when the host let nobody in. */
  failure(): BrambleError;
}

/** Prepares a login with these keys. */
export function authenticate(endpoint: Endpoint, { usable, unusable }: Identities): Authentication {
  const offered: Identity[] = [];
  let accepts: readonly string[] = [];
  return {
    offer(methodsLeft, _isPartial, next) {
      accepts = methodsLeft ?? accepts;
      const identity = usable[offered.length];
      if (identity === undefined) return next(false as never); // `false` ends the login; the types do not know it
      offered.push(identity);
      next(asMethod(endpoint.user, identity));
    },
    get current() {
      return offered.at(-1);
    },
    failure: () => authFailed(endpoint, { offered, unusable, accepts }),
  };
}

function asMethod(username: string, { key, agent }: Identity): AnyAuthMethod {
  return agent === undefined ? { type: 'publickey', username, key } : { type: 'agent', username, agent };
}

interface Attempts {
  readonly offered: readonly Identity[];
  readonly unusable: readonly Unusable[];
  readonly accepts: readonly string[];
}

function authFailed(endpoint: Endpoint, attempts: Attempts): BrambleError {
  return new BrambleError('AUTH_FAILED', `user ${endpoint.user} was not let in by any key`, {
    host: endpoint.name,
    evidence: evidenceOf(attempts).join('\n'),
    hint: hintOf(endpoint, attempts),
  });
}

const reasons: Readonly<Record<Unusable['why'], string>> = {
  encrypted: 'has a passphrase and is not in the agent',
  missing: 'does not exist',
  unreadable: 'cannot be read as a private key',
  'agent-silent': 'does not answer',
};

function evidenceOf({ offered, unusable }: Attempts): string[] {
  const tried = offered.map(({ label }) => `tried: ${label}`);
  const left = unusable.map(({ label, why }) => `not tried: ${label} ${reasons[why]}`);
  const all = [...tried, ...left];
  return all.length === 0 ? ['there was no key to try'] : all;
}

function hintOf(endpoint: Endpoint, { offered, unusable, accepts }: Attempts): string {
  const port = endpoint.port === 22 ? '' : `-p ${endpoint.port} `;
  const login = `${port}${endpoint.user}@${endpoint.hostName}`;
  const locked = unusable.find(({ why }) => why === 'encrypted');
  if (locked !== undefined) return `ssh-add ${locked.label}`;
  if (offered.length + unusable.length === 0) return `ssh-keygen -t ed25519, then ssh-copy-id ${login}`;
  if (accepts.includes('password')) return `ssh-copy-id ${login}, which asks for that user's password once`;
  if (offered.length >= 6) return `name the right key with -i; hosts give up after six (ssh -v ${login} shows them)`;
  return `check the user (--user) and the key (-i); ssh -v ${login} shows each step`;
}
