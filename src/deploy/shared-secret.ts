import { createHash, randomBytes } from 'node:crypto';
import type { PackagingName } from '../domain/artifact.ts';
import type { ComponentName } from '../domain/roles.ts';
import { Secret } from '../domain/secret.ts';
import { BrambleError } from '../errors.ts';
import type { Host } from '../host/host.ts';
import { packagings, secretPath } from '../packaging/packagings.ts';

const secretBytes = 32;
const idLength = 16;

/** The secret that the daemons of a cluster share, and its public name. */
export interface SharedSecret {
  readonly id: string;
  readonly secret: Secret;
}

/** A fresh secret. It lives on the nodes only; the operator's machine keeps no copy. */
export function newSecret(): SharedSecret {
  const text = randomBytes(secretBytes).toString('hex');
  return { id: idOf(text), secret: new Secret(text) };
}

/** The secret of a cluster that has one, read from a node that holds it, for a node that does not. */
export async function fetchSecret(
  host: Host,
  component: ComponentName,
  packaging: PackagingName,
): Promise<SharedSecret> {
  const path = secretPath(packagings[packaging], component);
  const { exitCode, stdout, stderr } = await host.run(['cat', path], { sudo: true, timeoutMs: 15_000 });
  if (exitCode === 0) return { id: idOf(stdout), secret: new Secret(stdout) };
  throw new BrambleError('ACTION_FAILED', `could not read ${path}`, { host: host.name, evidence: stderr.trim() });
}

/** The same as the probe computes on the node: the beginning of the hash tells secrets apart and gives nothing away. */
function idOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, idLength);
}
