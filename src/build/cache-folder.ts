import { mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** A folder of bramble's cache on this machine, made where it is missing. */
export async function cacheFolder(...parts: readonly string[]): Promise<string> {
  const folder = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'bramble', ...parts);
  await mkdir(folder, { recursive: true });
  return folder;
}
