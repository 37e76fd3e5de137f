import { open, readFile, rm, stat, utimes } from 'node:fs/promises';
import { hostname, userInfo } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { BrambleError } from '../errors.ts';

export interface LockOptions {
  /** What the lock is about, in words. */
  readonly what: string;
  readonly signal?: AbortSignal | undefined;
  readonly patienceMs?: number;
  /** Called once when another has it. */
  readonly onWait: (holder: string) => void;
}

interface Holder {
  readonly user: string;
  readonly host: string;
  readonly pid: number;
}

const pollMs = 100;
const defaultPatienceMs = 60_000;
/** Of another machine nobody can ask whether its process still runs; it says so every minute. */
const abandonedMs = 10 * 60_000;
const beatMs = 60_000;

/** Works while no other process, also of other machines that share the disk, holds the lock file. Waits, with a limit. */
export async function withFileLock<T>(path: string, options: LockOptions, work: () => Promise<T>): Promise<T> {
  const { what, signal, patienceMs = defaultPatienceMs, onWait } = options;
  const startedMs = performance.now();
  for (let isFirst = true; !(await take(path)); isFirst = false) {
    const holder = await describeHolder(path);
    if (isFirst) onWait(holder);
    if (performance.now() - startedMs > patienceMs)
      throw new BrambleError('LOCKED', `${what} is in use by ${holder}`, {
        hint: `wait for it; if nothing is at work there, remove ${path}`,
      });
    signal?.throwIfAborted();
    await sleep(pollMs);
  }
  const beat = setInterval(() => touch(path), beatMs).unref();
  try {
    return await work();
  } finally {
    clearInterval(beat);
    await rm(path, { force: true });
  }
}

/** Shows to other machines that somebody is still at work. */
function touch(path: string): void {
  const now = new Date();
  utimes(path, now, now).catch(() => {}); // a lock that is gone is told by what it guarded
}

async function take(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx');
    const holder: Holder = { user: userInfo().username, host: hostname(), pid: process.pid };
    await file.writeFile(JSON.stringify(holder));
    await file.close();
    return true;
  } catch (error) {
    if (!isThere(error)) throw error;
    if (await isAbandoned(path)) await removeAbandoned(path);
    return false; // the next round takes it
  }
}

/** One at a time looks again and removes it: else a second one would remove the lock that the first has taken meanwhile. */
async function removeAbandoned(path: string): Promise<void> {
  const turn = `${path}.break`;
  try {
    await (await open(turn, 'wx')).close();
  } catch (error) {
    if (!isThere(error)) throw error;
    if (await isOlder(turn, abandonedMs)) await rm(turn, { force: true });
    return;
  }
  try {
    if (await isAbandoned(path)) await rm(path, { force: true });
  } finally {
    await rm(turn, { force: true });
  }
}

const isThere = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'EEXIST';

async function isOlder(path: string, ms: number): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found !== undefined && Date.now() - found.mtimeMs > ms;
}

async function isAbandoned(path: string): Promise<boolean> {
  const holder = await readHolder(path);
  if (holder?.host === hostname()) return !isRunning(holder.pid);
  return await isOlder(path, abandonedMs);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}

async function describeHolder(path: string): Promise<string> {
  const holder = await readHolder(path);
  return holder === undefined ? 'somebody' : `${holder.user} on ${holder.host}`;
}

async function readHolder(path: string): Promise<Holder | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Holder; // written by `take`, or half-written
  } catch {
    return undefined;
  }
}
