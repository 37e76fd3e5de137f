import { access, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withLock } from '../../src/build/lock.ts';

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bramble-lock-'));
  path = join(folder, 'lock');
});

afterEach(() => rm(folder, { recursive: true }));

const quiet = { report: () => {} };

describe('withLock', () => {
  it('gives the lock back, also after a failure', async () => {
    await expect(withLock(path, quiet, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await withLock(path, quiet, () => Promise.resolve(1))).toBe(1);
    await expect(access(path)).rejects.toThrow();
  });

  it('lets one after the other work, and says that it waits', async () => {
    const seen: string[] = [];
    const said = Promise.withResolvers<void>();
    const report = ({ text }: { text: string }) => said.resolve(void seen.push(text));
    const { second } = await withLock(path, quiet, async () => {
      const waiting = withLock(path, { report }, () => Promise.resolve(void seen.push('second')));
      await said.promise;
      seen.push('first');
      return { second: waiting };
    });
    await second;
    expect(seen).toEqual(['another build is running on this machine; waiting', 'first', 'second']);
  });

  it('takes over from a process that ended without giving it back', async () => {
    await writeFile(path, '4194305'); // above the greatest process id
    expect(await withLock(path, quiet, () => Promise.resolve('mine'))).toBe('mine');
  });

  it('stops waiting when interrupted', async () => {
    await writeFile(path, String(process.pid));
    const controller = new AbortController();
    const waiting = withLock(path, { ...quiet, signal: controller.signal }, () => Promise.resolve());
    controller.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'INTERRUPTED' });
  });
});
