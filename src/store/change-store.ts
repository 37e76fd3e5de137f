import { createPrivateKey } from 'node:crypto';
import { access, mkdir } from 'node:fs/promises';
import type { StoreIndex } from '../domain/release.ts';
import { emptyIndex } from './change-index.ts';
import { type LockOptions, withFileLock } from './file-lock.ts';
import { refuseUrl, sayWhere } from './folder-store.ts';
import { findKnownStore, rememberStore } from './known-stores.ts';
import { openStore } from './open-store.ts';
import { publicText, signIndex } from './signed-index.ts';
import { loadKey, makeKey } from './store-keys.ts';
import { indexName, placeIn } from './store-place.ts';
import { writeAtomically } from './write-atomically.ts';

/** Everybody may read what a web server hands out. */
const servedMode = 0o644;

interface Changed {
  readonly index: StoreIndex;
  readonly key: string;
}

/** Changes a store's index while nobody else does, signs it and puts it in place in one step. Makes the store where there is none. */
export async function changeStore(
  location: string,
  options: Pick<LockOptions, 'onWait' | 'signal'>,
  change: (index: StoreIndex) => Promise<StoreIndex>,
): Promise<Changed> {
  refuseUrl(location);
  return await sayWhere(location, async () => {
    await mkdir(placeIn(location, 'artifacts'), { recursive: true, mode: 0o755 });
    const lock = placeIn(location, '.lock');
    return await withFileLock(lock, { ...options, what: `the store ${location}` }, async () => {
      const { index, privateKey } = await openOrBegin(location);
      const changed = { ...(await change(index)), serial: index.serial + 1 };
      await writeAtomically(placeIn(location, indexName), signIndex(changed, privateKey), servedMode);
      const key = publicText(createPrivateKey(privateKey));
      await rememberStore({ location, key, serial: changed.serial });
      return { index: changed, key };
    });
  });
}

async function openOrBegin(location: string): Promise<{ index: StoreIndex; privateKey: string }> {
  const exists = await access(placeIn(location, indexName)).then(
    () => true,
    () => false,
  );
  if (exists) {
    const { index, key } = await openStore(location);
    return { index, privateKey: await loadKey(key, location) };
  }
  const known = await findKnownStore(location); // whose index was lost: clusters have pinned its key
  return { index: emptyIndex, privateKey: known === undefined ? await makeKey() : await loadKey(known.key, location) };
}
