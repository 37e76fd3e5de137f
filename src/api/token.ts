import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { mkdir, readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { BrambleError } from '../errors.ts';
import { stateFolder } from '../store/state-folder.ts';
import { writeAtomically } from '../store/write-atomically.ts';

/** Where the token of this account's server is kept. */
export function tokenPath(): string {
  return stateFolder('server', 'token');
}

/** The token in a file that only its owner may read, which is made where there is none. */
export async function readOrMakeToken(path: string): Promise<string> {
  const found = await readToken(path);
  if (found !== undefined) return found;
  const token = randomBytes(32).toString('base64url');
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeAtomically(path, `${token}\n`);
  return token;
}

/** The token in a file; undefined where there is no such file. Refuses one that others may read. */
export async function readToken(path: string): Promise<string | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return undefined;
  if ((found.mode & 0o077) !== 0)
    throw new BrambleError('REFUSED', `others may read the token in ${path}`, {
      hint: `rm ${path}; a new one is made`,
    });
  const token = (await readFile(path, 'utf8')).trim();
  if (/^[\w-]{20,}$/.test(token)) return token;
  throw new BrambleError('CONFIG_INVALID', `${path} holds no token`, { hint: `rm ${path}; a new one is made` });
}

/** Compares without telling by its time how much was right. */
export function isToken(given: string, token: string): boolean {
  return timingSafeEqual(hashOf(given), hashOf(token));
}

function hashOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
