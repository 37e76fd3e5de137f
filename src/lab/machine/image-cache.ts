import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { imagesFolder } from '../paths.ts';
import { hostGroups, killGroups, readCgroupMounts, removeLabGroups } from './cgroups.ts';
import { type LabContext, tell } from './context.ts';
import { withLock } from './lock.ts';
import { removePolicy } from './policy.ts';
import { readAllLabStates } from './state-file.ts';

/** Where the image of that name is. */
export function imagePath(name: string): string {
  return join(imagesFolder, name);
}

/** Whether the image of that name is there, whole. */
export function hasImage(name: string): boolean {
  return existsSync(imagePath(name));
}

/**
 * Makes an image that is not there yet: `make` gets an empty folder and leaves the image in its `tree`. One at a time on
 * this machine; nothing of a failed or killed attempt is ever used.
 */
export async function provideImage(
  name: string,
  context: LabContext,
  make: (folder: string) => Promise<void>,
): Promise<void> {
  if (hasImage(name)) return;
  const onWait = () => tell(context, 'waiting for another bramble that is making a base image');
  await withLock('images', { signal: context.signal, onWait }, async () => {
    if (hasImage(name)) return;
    const unfinished = join(imagesFolder, `.${name}`);
    await removeUnfinished();
    await mkdir(join(unfinished, 'tree'), { recursive: true, mode: 0o755 });
    try {
      await make(unfinished);
      await rename(join(unfinished, 'tree'), imagePath(name));
    } finally {
      await removeUnfinished();
    }
  });
}

/** The control groups that the host which is booted to make an image gets, named like no lab can be. */
export const imageLab = '.image';

async function removeUnfinished(): Promise<void> {
  await mkdir(imagesFolder, { recursive: true });
  const mounts = await readCgroupMounts();
  for (const name of await readdir(imagesFolder)) {
    if (!name.startsWith('.')) continue;
    await killGroups(hostGroups(mounts, imageLab, 'template'));
    await rm(join(imagesFolder, name), { recursive: true, force: true });
  }
  await removeLabGroups(mounts, imageLab);
  await removePolicy(imageLab, 'template');
}

const keepMs = 7 * 24 * 3600 * 1000;

/** Notes that these images are used, and removes those that no lab has and that nobody has used for a week. */
export async function removeOldImages(inUse: readonly string[]): Promise<void> {
  const now = new Date();
  for (const path of inUse) await utimes(path, now, now);
  const ofLabs = new Set((await readAllLabStates()).flatMap(({ hosts }) => hosts.flatMap(({ layers }) => layers)));
  for (const name of await readdir(imagesFolder)) {
    const path = imagePath(name);
    const { mtimeMs } = await stat(path);
    if (name.startsWith('.') || ofLabs.has(path) || now.getTime() - mtimeMs < keepMs) continue;
    await rm(path, { recursive: true, force: true });
  }
}
