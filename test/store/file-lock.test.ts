import { access, mkdtemp, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BrambleError } from '../../src/errors.ts';
import { withFileLock } from '../../src/store/file-lock.ts';

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bramble-file-lock-'));
  path = join(folder, 'lock');
});

afterEach(() => rm(folder, { recursive: true }));

const holder = (pid: number) => JSON.stringify({ user: 'ann', host: hostname(), pid });
const quiet = { what: 'the store', onWait: () => {} };

describe('withFileLock', () => {
  it('gives the lock back, also after a failure', async () => {
    await expect(withFileLock(path, quiet, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await withFileLock(path, quiet, () => Promise.resolve(1))).toBe(1);
    await expect(access(path)).rejects.toThrow();
  });

  it('lets one after the other work, and says that it waits', async () => {
    const seen: string[] = [];
    const said = Promise.withResolvers<void>();
    const onWait = (holder: string) => said.resolve(void seen.push(`waits for ${holder}`));
    const { second } = await withFileLock(path, quiet, async () => {
      const waiting = withFileLock(path, { ...quiet, onWait }, () => Promise.resolve(void seen.push('second')));
      await said.promise;
      seen.push('first');
      return { second: waiting };
    });
    await second;
    expect(seen).toEqual([`waits for ${userInfo().username} on ${hostname()}`, 'first', 'second']);
  });

  it('takes over from a process that ended without giving it back', async () => {
    await writeFile(path, holder(4194305)); // above the greatest process id
    expect(await withFileLock(path, quiet, () => Promise.resolve('mine'))).toBe('mine');
  });

  it('leaves it to the one who is about to take over: its lock must not be taken for the one before', async () => {
    await writeFile(path, holder(4194305));
    await writeFile(`${path}.break`, '');
    const options = { ...quiet, patienceMs: 0 };
    await expect(withFileLock(path, options, () => Promise.resolve())).rejects.toThrow('in use');
    await utimes(`${path}.break`, 1, 1); // who died over it is not waited for
    expect(await withFileLock(path, quiet, () => Promise.resolve('mine'))).toBe('mine');
    await expect(access(`${path}.break`)).rejects.toThrow();
  });

  it('takes over from another machine that has said nothing for long, and from none that is at work', async () => {
    const elsewhere = JSON.stringify({ user: 'ann', host: 'elsewhere', pid: 1 });
    await writeFile(path, elsewhere);
    await expect(withFileLock(path, { ...quiet, patienceMs: 0 }, () => Promise.resolve())).rejects.toThrow('in use');
    await utimes(path, 1, 1);
    expect(await withFileLock(path, quiet, () => Promise.resolve('mine'))).toBe('mine');
  });

  it('says every minute that it is at work', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const mtime = await withFileLock(path, quiet, async () => {
      await utimes(path, 1, 1);
      vi.advanceTimersByTime(60_000);
      vi.useRealTimers();
      await expect.poll(async () => (await stat(path)).mtimeMs).toBeGreaterThan(1000);
      return (await stat(path)).mtimeMs;
    });
    expect(mtime).toBeGreaterThan(Date.parse('2026-01-01'));
  });

  it('stops waiting when interrupted', async () => {
    await writeFile(path, holder(process.pid));
    const controller = new AbortController();
    const waiting = withFileLock(path, { ...quiet, signal: controller.signal }, () => Promise.resolve());
    controller.abort(new BrambleError('INTERRUPTED', 'interrupted'));
    await expect(waiting).rejects.toMatchObject({ code: 'INTERRUPTED' });
  });
  it('gives up in the end, and says who has it', async () => {
    await writeFile(path, holder(process.pid));
    await expect(withFileLock(path, { ...quiet, patienceMs: 0 }, () => Promise.resolve())).rejects.toMatchObject({
      code: 'LOCKED',
      message: `the store is in use by ann on ${hostname()}`,
    });
  });
});
