import { readArtifact } from '../../src/build/read-artifact.ts';
import { parseChannel } from '../../src/domain/channel.ts';
import type { Release } from '../../src/domain/release.ts';
import { addFile, releaseTo } from '../../src/store/change-index.ts';
import { changeStore } from '../../src/store/change-store.ts';
import { putArtifact } from '../../src/store/put-artifact.ts';
import { resolveRelease } from '../../src/store/resolve-release.ts';
import { candidate, monday, packTarball } from './releases.ts';

const unheard = { onWait: () => {} };

/** Packs a tiny tarball in `work`, releases it to latest/candidate of a store, and resolves that channel. */
export async function releaseTiny(
  store: string,
  work: string,
  payload: Parameters<typeof packTarball>[1] = {},
): Promise<Release> {
  const file = packTarball(work, payload);
  const found = await readArtifact(file, { report: () => {} });
  await putArtifact(store, file, found);
  const { index } = await changeStore(store, unheard, async (before) => {
    const added = addFile(before, found);
    return releaseTo(added.index, added.revision, { channel: parseChannel('candidate'), at: monday });
  });
  return resolveRelease(index, { component: 'spark', channel: 'candidate', arch: 'arm64' }, Date.parse(monday));
}

/** Lets latest/edge of a store hold a version, without a file for it. */
export async function releaseVersion(store: string, version: string): Promise<void> {
  await changeStore(store, unheard, async (before) => {
    const added = addFile(before, candidate({ version }));
    return releaseTo(added.index, added.revision, { channel: parseChannel('edge'), at: monday });
  });
}
