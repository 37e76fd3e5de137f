import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { BrambleError } from '../../errors.ts';
import { locksFolder } from '../paths.ts';
import { interrupted } from './tool.ts';

export interface LockOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called once when another has it. */
  readonly onWait: () => void;
}

/**
 * Works while nobody else on this machine holds the lock of that name; waits for its turn. The kernel keeps the lock for
 * a child that ends with this process, so a killed bramble leaves none behind.
 */
export async function withLock<T>(name: string, options: LockOptions, work: () => Promise<T>): Promise<T> {
  await mkdir(locksFolder, { recursive: true });
  const release = (await takeLock(name, 'now', options)) ?? (await waitForLock(name, options));
  try {
    return await work();
  } finally {
    await release();
  }
}

async function waitForLock(name: string, options: LockOptions): Promise<() => Promise<void>> {
  options.onWait();
  const release = await takeLock(name, 'wait', options);
  if (release !== undefined) return release;
  throw new BrambleError('LOCKED', `another \`bramble lab\` has been at work on "${name}" for half an hour`, {
    hint: 'look for it with `ps`, end it, and try again',
  });
}

const patience = { now: ['--nonblock'], wait: ['--timeout', '1800'] };

async function takeLock(name: string, mode: keyof typeof patience, { signal }: LockOptions) {
  const file = join(locksFolder, `${name}.lock`);
  const holder = execa('flock', [...patience[mode], file, 'sh', '-c', 'echo held; exec cat > /dev/null'], {
    reject: false,
    detached: true, // Ctrl-C reaches the whole group of the terminal; the lock is to last until all is taken down
    stdin: 'pipe',
  });
  const abandon = () => holder.kill();
  signal?.addEventListener('abort', abandon, { once: true });
  const isHeld = await Promise.race([
    holder.then(() => false),
    new Promise<boolean>((resolve) => holder.stdout.once('data', () => resolve(true))),
  ]);
  signal?.removeEventListener('abort', abandon);
  if (signal?.aborted && !isHeld) throw interrupted();
  return isHeld ? () => letGo(holder) : undefined;
}

async function letGo(holder: { stdin: { end: () => void } } & PromiseLike<unknown>): Promise<void> {
  holder.stdin.end();
  await holder;
}
