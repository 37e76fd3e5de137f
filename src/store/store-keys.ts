import { createHash, createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BrambleError } from '../errors.ts';
import { fingerprintOf, publicText } from './signed-index.ts';
import { stateFolder } from './state-folder.ts';
import { writeAtomically } from './write-atomically.ts';

/** File of the private key that belongs to a public one: in the state folder and never beside the index, which is served. */
export function keyPath(key: string): string {
  return join(stateFolder('store-keys'), `${createHash('sha256').update(key).digest('hex').slice(0, 16)}.pem`);
}

/** Makes a key to sign with and keeps it for its owner only. */
export async function makeKey(): Promise<string> {
  const { privateKey } = generateKeyPairSync('ed25519');
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  await mkdir(stateFolder('store-keys'), { recursive: true, mode: 0o700 });
  await writeAtomically(keyPath(publicText(createPrivateKey(pem))), pem);
  return pem;
}

/** The private key of a store that is there already. Rejects where this machine does not have it. */
export async function loadKey(key: string, location: string): Promise<string> {
  const path = keyPath(key);
  try {
    return await readFile(path, 'utf8');
  } catch {
    throw new BrambleError('REFUSED', `this machine does not have the key that ${location} is signed with`, {
      evidence: `fingerprint ${fingerprintOf(key)}`,
      hint: `copy ${path} from the machine that made the store, and keep its mode 600`,
    });
  }
}
