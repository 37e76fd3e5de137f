import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import type { StoreIndex } from '../domain/release.ts';
import { BrambleError } from '../errors.ts';
import { parseIndex, parseSigned } from './index-schema.ts';

/** An index and the public key that it is signed with. */
export interface SignedIndex {
  readonly index: StoreIndex;
  readonly key: string;
}

/** The text of a store's index file: the index as one string, so that what is signed is exactly what is read. */
export function signIndex(index: StoreIndex, privateKey: string): string {
  const key = createPrivateKey(privateKey);
  const signed = JSON.stringify(index);
  const signature = sign(null, Buffer.from(signed), key).toString('base64url');
  return `${JSON.stringify({ signed, signature, key: publicText(key) }, null, 1)}\n`;
}

/** Reads a store's index file. Rejects what was cut off, changed since it was signed, or written by another program. */
export function readSignedIndex(text: string, location: string): SignedIndex {
  const { signed, signature, key } = parseSigned(text, location);
  if (!isSigned(signed, signature, key)) throw forged(location);
  return { index: parseIndex(signed, location), key };
}

function isSigned(signed: string, signature: string, key: string): boolean {
  try {
    return verify(null, Buffer.from(signed), keyOf(key), Buffer.from(signature, 'base64url'));
  } catch {
    return false; // what should be a key is none
  }
}

function forged(location: string): BrambleError {
  return new BrambleError('STORE_UNTRUSTED', `the index of ${location} was changed after it was signed`, {
    hint: 'ask the keeper of the store; `bramble release` there writes it again',
  });
}

/** The public part of a private key, as an index names it. */
export function publicText(privateKey: KeyObject): string {
  return String(createPublicKey(privateKey).export({ format: 'jwk' }).x);
}

function keyOf(text: string): KeyObject {
  return createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x: text } });
}

/** A public key in the form in which people compare keys. */
export function fingerprintOf(key: string): string {
  const hash = createHash('sha256').update(Buffer.from(key, 'base64url')).digest('base64');
  return `SHA256:${hash.replace(/=+$/, '')}`;
}
