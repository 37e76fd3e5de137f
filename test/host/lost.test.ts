import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { connectHost } from '../../src/host/connect.ts';
import type { Host } from '../../src/host/host.ts';
import { type Sshd, startSshd } from '../support/sshd.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }); // real programs, perhaps on a busy machine

let sshd: Sshd;
let host: Host;

beforeAll(async () => {
  sshd = await startSshd();
  mkdirSync(join(sshd.directory, 'bin'));
});
beforeEach(async () => {
  host = await connectHost(sshd.target, sshd.options());
});
afterEach(() => host.close());
afterAll(() => sshd.stop());

describe('a connection that is lost', () => {
  it('names the command that was running', async () => {
    const running = host.run(['sleep', '60']);
    setTimeout(() => sshd.dropSessions(), 300);
    await expect(running).rejects.toMatchObject({
      code: 'HOST_LOST',
      host: 'red',
      message: 'the connection was lost while `sleep 60` was running',
    });
  });

  it('is told to whoever uses it afterwards', async () => {
    sshd.dropSessions();
    await sleep(300);
    await expect(host.run(['true'])).rejects.toMatchObject({ code: 'HOST_LOST', host: 'red' });
    await expect(host.forward('127.0.0.1', 1)).rejects.toMatchObject({ code: 'HOST_LOST' });
  });

  it('is made anew by connecting again', async () => {
    sshd.dropSessions();
    await sleep(300);
    const again = await connectHost(sshd.target, sshd.options());
    expect((await again.run(['true'])).exitCode).toBe(0);
    await again.close();
  });

  it('is made anew for whoever holds the host already', async () => {
    sshd.dropSessions();
    await sleep(300);
    await host.reconnect();
    expect((await host.run(['true'])).exitCode).toBe(0);
    expect(host.usage).toEqual({ connections: 2, commands: 1 });
    await host.reconnect(); // also where it is not lost
    expect((await host.run(['echo', 'there'])).stdout).toBe('there\n');
  });
});

// Takes five megabytes a second, so that an upload can be met in the middle.
const slowCat = `#!/bin/sh
exec 3>&1
while :; do
  bytes=$(dd bs=65536 count=16 iflag=fullblock 2>&1 >&3 | sed -n 's/ bytes.*//p')
  [ "$bytes" -gt 0 ] || exit 0
  sleep 0.2
done
`;

describe('an upload that is stopped in the middle', () => {
  const content = randomBytes(16 << 20);
  const path = (name: string) => join(sshd.directory, name);
  const slowly = () => writeFileSync(path('bin/cat'), slowCat, { mode: 0o755 });
  const quickly = () => rmSync(path('bin/cat'), { force: true });
  const whenUnderWay = (stop: () => void) => {
    let isStopped = false;
    return (sent: number) => {
      if (isStopped || sent < 1 << 20 || sent === content.length) return;
      isStopped = true;
      stop();
    };
  };

  beforeEach(() => {
    writeFileSync(path('from'), content);
    slowly();
  });
  afterEach(quickly);

  it('by a lost connection is named, leaves no whole file, and is continued by the next attempt', async () => {
    const to = path('lost');
    const upload = host.upload(path('from'), to, { onProgress: whenUnderWay(() => sshd.dropSessions()) });
    await expect(upload).rejects.toMatchObject({ code: 'HOST_LOST', host: 'red' });
    await sleep(1000); // what is left of the receiving program reads the end of its input
    expect(existsSync(to)).toBe(false);
    await expectContinued(to);
  });

  it('by the person leaves no whole file, ends the receiving program, and is continued by the next attempt', async () => {
    const to = path('aborted');
    const abort = new AbortController();
    const onProgress = whenUnderWay(() => abort.abort());
    await expect(host.upload(path('from'), to, { onProgress, signal: abort.signal })).rejects.toMatchObject({
      code: 'INTERRUPTED',
    });
    await sleep(500);
    const { size } = statSync(`${to}.part`);
    await sleep(500);
    expect(statSync(`${to}.part`).size).toBe(size);
    expect(existsSync(to)).toBe(false);
    await expectContinued(to);
  });

  it('by its time limit says so', async () => {
    const upload = host.upload(path('from'), path('late'), { timeoutMs: 700 });
    await expect(upload).rejects.toMatchObject({ code: 'HOST_TIMEOUT' });
    await expect(upload).rejects.toThrow(/from was not sent within 0.7 s/);
  });

  async function expectContinued(to: string): Promise<void> {
    const { size, ino } = statSync(`${to}.part`);
    expect(size).toBeGreaterThan(0);
    quickly();
    const again = await connectHost(sshd.target, sshd.options());
    await again.upload(path('from'), to);
    await again.close();
    expect(readFileSync(to).equals(content)).toBe(true);
    expect(statSync(to).ino).toBe(ino);
  }
});

describe('an upload where the OpenSSH client is of no use', () => {
  const { PATH } = process.env;
  afterEach(() => {
    process.env.PATH = PATH;
  });

  it('goes through our own connection, with a note that says why', async () => {
    const from = join(sshd.directory, 'small');
    writeFileSync(from, 'content');
    process.env.PATH = join(sshd.directory, 'empty');
    const notes: string[] = [];
    await host.upload(from, join(sshd.directory, 'without'), { onNote: (note) => notes.push(note) });
    expect(readFileSync(join(sshd.directory, 'without'), 'utf8')).toBe('content');
    expect(notes).toEqual([expect.stringMatching(/since OpenSSH's client said: spawn ssh ENOENT/)]);
  });

  it('tells the words of a client that gave up', async () => {
    const from = join(sshd.directory, 'small');
    writeFileSync(from, 'content');
    mkdirSync(join(sshd.directory, 'local'), { recursive: true });
    writeFileSync(join(sshd.directory, 'local/ssh'), '#!/bin/sh\necho Bad configuration option >&2; exit 255\n', {
      mode: 0o755,
    });
    process.env.PATH = `${join(sshd.directory, 'local')}:${PATH}`;
    const notes: string[] = [];
    await host.upload(from, join(sshd.directory, 'gave-up'), { onNote: (note) => notes.push(note) });
    expect(readFileSync(join(sshd.directory, 'gave-up'), 'utf8')).toBe('content');
    expect(notes).toEqual([expect.stringMatching(/Bad configuration option/)]);
  });
});
