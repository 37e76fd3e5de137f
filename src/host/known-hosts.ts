import { createHash, createHmac } from 'node:crypto';
import { matchesPatterns } from '../config/ssh-pattern.ts';

/** A host key as people compare it. */
export interface Fingerprint {
  readonly host: string;
  /** Such as `ssh-ed25519`. */
  readonly keyType: string;
  /** As `ssh-keygen -l` prints it: `SHA256:…`. */
  readonly sha256: string;
}

/** One key that a known_hosts file has for the host that was looked up. */
export interface KnownKey {
  readonly file: string;
  readonly line: number;
  readonly keyType: string;
  readonly base64: string;
  readonly isRevoked: boolean;
}

/** The keys that the text of a known_hosts file has for a host; hashed names are understood. */
export function findKnownKeys(text: string, file: string, keyName: string): KnownKey[] {
  return text.split('\n').flatMap((content, index) => {
    const words = content.trim().split(/\s+/);
    const marker = words[0]?.startsWith('@') ? words.shift() : undefined;
    const [names, keyType, base64] = words;
    // A certificate authority signs host certificates, which are not offered on this way.
    if (names === undefined || names.startsWith('#') || marker === '@cert-authority') return [];
    if (keyType === undefined || base64 === undefined || !isNamed(names, keyName)) return [];
    return [{ file, line: index + 1, keyType, base64, isRevoked: marker === '@revoked' }];
  });
}

function isNamed(names: string, keyName: string): boolean {
  if (names.startsWith('|1|')) return isHashOf(names, keyName);
  return matchesPatterns(names.toLowerCase().split(','), keyName);
}

function isHashOf(hashed: string, keyName: string): boolean {
  const [, , salt = '', hash] = hashed.split('|');
  return createHmac('sha1', Buffer.from(salt, 'base64')).update(keyName).digest('base64') === hash;
}

/** The type that a public key in SSH's wire format names itself. */
export function keyTypeOf(key: Buffer): string {
  return key.subarray(4, 4 + key.readUInt32BE(0)).toString('ascii');
}

/** The fingerprint of a public key in SSH's wire format. */
export function fingerprintOf(host: string, key: Buffer): Fingerprint {
  const sha256 = `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
  return { host, keyType: keyTypeOf(key), sha256 };
}

export type Verdict =
  | { readonly kind: 'known' }
  | { readonly kind: 'new' }
  | { readonly kind: 'changed' | 'revoked'; readonly key: KnownKey };

/** Compares the key that a host shows with those that are known. A match in any file is enough, as in OpenSSH. */
export function judgeHostKey(key: Buffer, known: readonly KnownKey[]): Verdict {
  const base64 = key.toString('base64');
  const same = known.filter((one) => one.base64 === base64);
  const revoked = same.find(({ isRevoked }) => isRevoked);
  if (revoked !== undefined) return { kind: 'revoked', key: revoked };
  if (same.length > 0) return { kind: 'known' };
  // A host that hides its known key behind another type is not the host that we know either.
  const [other] = known.filter(({ isRevoked }) => !isRevoked).sort(sameTypeFirst(keyTypeOf(key)));
  return other === undefined ? { kind: 'new' } : { kind: 'changed', key: other };
}

const sameTypeFirst = (keyType: string) => (a: KnownKey, b: KnownKey) =>
  Number(b.keyType === keyType) - Number(a.keyType === keyType);

const preferredAlgorithms = [
  'ssh-ed25519',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'rsa-sha2-512',
  'rsa-sha2-256',
] as const;

export type HostKeyAlgorithm = (typeof preferredAlgorithms)[number];

/** What to ask a host for, with the types that are known for it first: else it would show another key and look changed. */
export function orderAlgorithms(known: readonly KnownKey[]): HostKeyAlgorithm[] {
  const types = new Set(known.filter(({ isRevoked }) => !isRevoked).map(({ keyType }) => keyType));
  const isKnown = (algorithm: string) => types.has(algorithm.startsWith('rsa-') ? 'ssh-rsa' : algorithm);
  return [...preferredAlgorithms].sort((a, b) => Number(isKnown(b)) - Number(isKnown(a)));
}
