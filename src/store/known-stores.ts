import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BrambleError } from '../errors.ts';
import { stateFolder } from './state-folder.ts';
import { normalizeLocation } from './store-place.ts';
import { writeAtomically } from './write-atomically.ts';

/** What this machine remembers of a store: its key was pinned at first use. */
export interface KnownStore {
  readonly location: string;
  readonly key: string;
  /** Of the newest index seen: an older one is a copy that somebody holds back. */
  readonly serial: number;
}

const folder = () => stateFolder('stores');

/** Path of what is remembered of a store. */
export function knownStorePath(location: string): string {
  return join(folder(), `${createHash('sha256').update(location).digest('hex').slice(0, 16)}.json`);
}

/** What is remembered of a store, if it was ever used here. */
export async function findKnownStore(location: string): Promise<KnownStore | undefined> {
  return await readKnown(knownStorePath(location));
}

/** Remembers a store, in place of what was remembered of it. */
export async function rememberStore(store: KnownStore): Promise<void> {
  await mkdir(folder(), { recursive: true, mode: 0o700 });
  await writeAtomically(knownStorePath(store.location), `${JSON.stringify(store)}\n`);
}

/** The store that is meant: as named, else as BRAMBLE_STORE says, else the only one that was used here. */
export async function chooseStore(named: string | undefined): Promise<string> {
  const text = named ?? (process.env.BRAMBLE_STORE || undefined);
  if (text !== undefined) return normalizeLocation(text);
  const known = await listKnownStores();
  const [only] = known;
  if (only !== undefined && known.length === 1) return only.location;
  const what =
    known.length === 0 ? 'none was used on this machine' : `known are ${known.map((one) => one.location).join(', ')}`;
  throw new BrambleError('USAGE', `it is not clear which store is meant; ${what}`, {
    hint: 'add --store with a folder or an address, or set BRAMBLE_STORE',
  });
}

/** Every store that was used on this machine. */
export async function listKnownStores(): Promise<KnownStore[]> {
  const names = await readdir(folder()).catch(() => []); // none yet
  const found = await Promise.all(
    names.filter((name) => name.endsWith('.json')).map((name) => readKnown(join(folder(), name))),
  );
  return found.filter((one) => one !== undefined).toSorted((a, b) => a.location.localeCompare(b.location));
}

async function readKnown(path: string): Promise<KnownStore | undefined> {
  try {
    const known = JSON.parse(await readFile(path, 'utf8')) as KnownStore; // written by rememberStore
    return typeof known.key === 'string' && typeof known.location === 'string' ? known : undefined;
  } catch {
    return undefined; // not there, or damaged: pinned anew
  }
}
