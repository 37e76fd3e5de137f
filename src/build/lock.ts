import { open, readFile, rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Report } from '../domain/events.ts';
import { BrambleError } from '../errors.ts';

const pollMs = 200;

/** Runs `work` while no other process of this machine holds the lock; waits for its turn and says so once. */
export async function withLock<T>(
  path: string,
  { report, signal }: { report: Report; signal?: AbortSignal | undefined },
  work: () => Promise<T>,
): Promise<T> {
  for (let isFirst = true; !(await take(path)); isFirst = false) {
    if (isFirst) report({ stage: 'build', state: 'note', text: 'another build is running on this machine; waiting' });
    await sleep(pollMs, undefined, signal === undefined ? {} : { signal }).catch(() => {
      throw new BrambleError('INTERRUPTED', 'the build was interrupted');
    });
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

/** Takes the lock, also from a process that ended without giving it back. */
async function take(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx');
    await file.writeFile(String(process.pid));
    await file.close();
    return true;
  } catch {
    if (!(await isAbandoned(path))) return false;
    await rm(path, { force: true });
    return take(path);
  }
}

async function isAbandoned(path: string): Promise<boolean> {
  const holder = Number(await readFile(path, 'utf8').catch(() => ''));
  if (!(holder > 0)) return false;
  try {
    process.kill(holder, 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}
