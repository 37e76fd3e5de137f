import { snapStore } from '../domain/release.ts';
import { BrambleError } from '../errors.ts';
import { isUrl } from './store-place.ts';

/** Refuses to change what a web server hands out. */
export function refuseUrl(location: string): void {
  if (location === snapStore)
    throw new BrambleError('USAGE', 'the Snap Store is changed with snapcraft', {
      hint: 'snapcraft upload --release=CHANNEL FILE.snap; snapcraft promote; snapcraft close',
    });
  if (!isUrl(location)) return;
  throw new BrambleError('USAGE', `${location} can only be read`, {
    hint: 'name the folder that the web server serves: bramble can change the store only there',
  });
}

const failuresOfDisk = ['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT', 'ENOTDIR', 'EEXIST', 'ENOENT'];

/** Lets failures of the disk tell which store they are about. */
export async function sayWhere<T>(location: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && failuresOfDisk.includes(String(error.code)))) throw error;
    throw new BrambleError('ACTION_FAILED', `${location} cannot be written to`, {
      cause: error,
      hint: 'check with `ls -ld` that the folder is yours, and with `df` that its disk has room',
    });
  }
}
