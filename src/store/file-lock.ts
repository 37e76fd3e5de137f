import { open, readFile, rm, stat } from 'node:fs/promises';
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
/** Of another machine nobody can ask whether its process still runs. */
const abandonedMs = 10 * 60_000;

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
    await sleep(pollMs, undefined, signal === undefined ? {} : { signal });
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

async function take(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx');
    const holder: Holder = { user: userInfo().username, host: hostname(), pid: process.pid };
    await file.writeFile(JSON.stringify(holder));
    await file.close();
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    if (!(await isAbandoned(path))) return false;
    await rm(path, { force: true });
    return false; // the next round takes it
  }
}

async function isAbandoned(path: string): Promise<boolean> {
  const [holder, found] = await Promise.all([readHolder(path), stat(path).catch(() => undefined)]);
  if (found === undefined) return false;
  if (holder?.host === hostname()) return !isRunning(holder.pid);
  return Date.now() - found.mtimeMs > abandonedMs;
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
