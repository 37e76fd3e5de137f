import { readFile } from 'node:fs/promises';
import { type StoreIndex, snapStore } from '../domain/release.ts';
import { BrambleError } from '../errors.ts';
import { findKnownStore, type KnownStore, knownStorePath, rememberStore } from './known-stores.ts';
import { fingerprintOf, readSignedIndex, type SignedIndex } from './signed-index.ts';
import { indexName, isUrl, placeIn } from './store-place.ts';
import { getText } from './web.ts';

/** A store whose index was read and whose key was checked. */
export interface ChannelStore {
  readonly location: string;
  readonly index: StoreIndex;
  readonly key: string;
  /** Whether its key was pinned just now. */
  readonly isNew: boolean;
}

export interface OpenOptions {
  /** Key that a cluster has pinned. */
  readonly pinnedKey?: string | undefined;
  /** Fingerprint that the operator vouches for: it replaces what was pinned. */
  readonly trust?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Reads a store's index and checks its key: against the pinned one, or pins it at first use. */
export async function openStore(location: string, options: OpenOptions = {}): Promise<ChannelStore> {
  refuseSnapStore(location);
  const text = await readIndexText(location, options.signal);
  if (text === undefined) throw noStore(location);
  const signed = readSignedIndex(text, location);
  const known = await findKnownStore(location);
  checkKey(location, signed.key, { ...options, known });
  const isSame = known?.key === signed.key;
  if (isSame) refuseOlder(location, signed, known);
  if (!isSame || known.serial < signed.index.serial)
    await rememberStore({ location, key: signed.key, serial: signed.index.serial });
  return { location, ...signed, isNew: known === undefined };
}

function refuseSnapStore(location: string): void {
  if (location !== snapStore) return;
  throw new BrambleError('USAGE', 'the Snap Store has no index that bramble reads', {
    hint: 'snap info bramble-spark shows its channels; bramble deploy --channel C --store snapstore takes one',
  });
}

async function readIndexText(location: string, signal: AbortSignal | undefined): Promise<string | undefined> {
  const place = placeIn(location, indexName);
  try {
    return isUrl(location) ? await getText(place, { signal }) : await readFile(place, 'utf8');
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw unreadable(location, error);
  }
}

function unreadable(location: string, error: unknown): BrambleError {
  return new BrambleError('DOWNLOAD_FAILED', `${placeIn(location, indexName)} cannot be read`, {
    cause: error instanceof Error && error.cause instanceof Error ? error.cause : error,
    hint: isUrl(location) ? 'check the address with a browser, and that the web server runs' : undefined,
  });
}

function noStore(location: string): BrambleError {
  return new BrambleError('STORE_INVALID', `${location} is not a store: it has no ${indexName}`, {
    hint: 'check the folder or address; `bramble release FILE --channel C --store FOLDER` makes one',
  });
}

interface Trust extends OpenOptions {
  readonly known: KnownStore | undefined;
}

function checkKey(location: string, key: string, { pinnedKey, trust, known }: Trust): void {
  const found = fingerprintOf(key);
  if (trust === found) return;
  const pinned = [pinnedKey, known?.key].filter((one) => one !== undefined).map(fingerprintOf);
  const expected = trust ?? pinned.find((one) => one !== found);
  if (expected === undefined) return;
  throw new BrambleError('STORE_UNTRUSTED', `${location} is signed by another key than the one that is trusted`, {
    evidence: `found   ${found}\ntrusted ${expected}`,
    hint: `if the keeper of the store confirms the new key, add --trust-key ${found}`,
  });
}

function refuseOlder(location: string, { index }: SignedIndex, known: KnownStore): void {
  if (index.serial >= known.serial) return;
  throw new BrambleError('STORE_UNTRUSTED', `${location} shows an older index than it did before`, {
    evidence: `change ${index.serial} now, change ${known.serial} then`,
    hint: `a cache may hold it back: try again later; if the store was put back on purpose, remove ${knownStorePath(location)}`,
  });
}
