import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { BrambleError } from '../errors.ts';
import { writeAtomically } from '../store/write-atomically.ts';

/** A file of this machine that an option names: `--output`, `before.json`. */
export interface LocalFile {
  readonly flag: string;
  readonly path: string;
}

/** Throws USAGE where it could not be written, to be known before work that takes long and not after it. */
export async function checkWritable({ flag, path }: LocalFile): Promise<void> {
  const folder = dirname(resolve(path));
  try {
    await access(folder, constants.W_OK);
  } catch (cause) {
    const what = `${flag}: ${path} cannot be written`;
    throw new BrambleError('USAGE', what, { cause, hint: `make the folder ${folder}, or name another file` });
  }
  if (await isFolder(path))
    throw new BrambleError('USAGE', `${flag}: ${path} is a folder`, { hint: 'name a file in it' });
}

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined); // it need not be there
  return found?.isDirectory() === true;
}

/** Writes it in one step. Rejects with ACTION_FAILED where that does not work any more. */
export async function writeLocalFile({ flag, path }: LocalFile, content: string): Promise<void> {
  try {
    await writeAtomically(path, content, 0o644);
  } catch (cause) {
    throw new BrambleError('ACTION_FAILED', `${flag}: ${path} could not be written`, {
      cause,
      hint: 'make room there, or name another file',
    });
  }
}
