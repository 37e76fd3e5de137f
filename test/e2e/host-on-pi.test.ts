import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadSshConfig } from '../../src/config/load-ssh-config.ts';
import { Secret } from '../../src/domain/secret.ts';
import { type ConnectOptions, connectHost } from '../../src/host/connect.ts';
import type { Host } from '../../src/host/host.ts';
import { findLabHosts } from '../../src/lab/registry.ts';

// On a virtual Pi, since it needs users, sudoers and a full disk that no machine of a person should get.
const name = 'host-layer';
const bramble = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
const lab = (...words: string[]) => promisify(execFile)(process.execPath, [bramble, 'lab', ...words, '--name', name]);

let folder: string;
let root: Host;
const opened: Host[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bramble-on-pi-'));
  await lab('up', '--hosts', name, '--os', 'raspios', '--memory', '1G');
  root = await login();
  const made = await root.run(['sh', '-c', makeUsers], { sudo: true });
  expect(made).toMatchObject({ exitCode: 0 });
});

afterAll(async () => {
  await Promise.all(opened.map((host) => host.close()));
  await lab('down');
  rmSync(folder, { recursive: true, force: true });
});

// Their password is `right`, and they are let in by the key of the lab.
const makeUsers = `set -e
for user in asked free stranger once terminal; do
  id $user >/dev/null 2>&1 || useradd -m -s /bin/bash $user
  echo "$user:right" | chpasswd
  mkdir -p /home/$user/.ssh
  cp /home/pi/.ssh/authorized_keys /home/$user/.ssh/
  chown -R $user /home/$user/.ssh
done
cat >/etc/sudoers.d/zz-test <<'END'
asked ALL=(ALL) ALL
free ALL=(ALL) NOPASSWD: ALL
once ALL=(ALL) ALL
terminal ALL=(ALL) ALL
Defaults:once passwd_tries=1
Defaults:terminal use_pty
END
chmod 440 /etc/sudoers.d/zz-test`;

async function login(changes: Partial<ConnectOptions> = {}): Promise<Host> {
  const found = findLabHosts([name], process.env).get(name);
  if (found === undefined) throw new Error(`the lab has no ${name}`);
  const host = await connectHost(
    { name, address: found.address },
    {
      user: found.user,
      identityFiles: [found.identityFile],
      sshConfig: { ...loadSshConfig({ files: [] }), agentSocket: undefined },
      knownHosts: { clusterFile: found.knownHosts, alsoTrust: [] },
      onNewHostKey: () => {},
      ...changes,
    },
  );
  opened.push(host);
  return host;
}

describe('the real sudo', () => {
  const runAs = async (user: string, password?: string) => {
    const host = await login({ user, sudoPassword: password === undefined ? undefined : new Secret(password) });
    const argv = ['sh', '-c', 'id -un; cat; echo err >&2; exit 4'];
    return { usage: host.usage, output: host.run(argv, { sudo: true, stdin: 'input\nmore' }) };
  };
  const done = { exitCode: 4, stdout: 'root\ninput\nmore', stderr: 'err\n' };

  it.each([
    ['asks for the right password', 'asked', 'right'],
    ['asks for none, and there is none', 'free', undefined],
    ['asks for none, although there is one', 'free', 'right'],
    ['runs the program on a terminal of its own', 'terminal', 'right'],
    ['asks once only', 'once', 'right'],
  ])('%s', async (_what, user, password) => {
    const { output, usage } = await runAs(user, password);
    expect(await output).toEqual(done);
    expect(usage).toEqual({ connections: 1, commands: 1 });
  });

  it.each([
    ['a wrong password', 'asked', 'wrong', 'wrong password for sudo (user asked)'],
    [
      'no password where one is needed',
      'asked',
      undefined,
      'sudo wants the password of user asked, and none was given',
    ],
    ['a user who is in no sudoers file', 'stranger', 'right', /did not let user stranger become root/],
    ['a wrong password where there is one try', 'once', 'wrong', /did not let user once become root/],
  ])('does not let in %s', async (_what, user, password, message) => {
    const { output } = await runAs(user, password);
    await expect(output).rejects.toMatchObject({ code: 'SUDO_FAILED', host: name, hint: expect.any(String) });
    await expect(output).rejects.toThrow(message);
  });

  it('counts a wrong password as one failure, not three', async () => {
    const since = String(Math.floor(Date.now() / 1000));
    const { output } = await runAs('asked', 'wrong');
    await expect(output).rejects.toMatchObject({ code: 'SUDO_FAILED' });
    const { stdout } = await root.run(['journalctl', '--since', `@${since}`, '-t', 'sudo', '-o', 'cat'], {
      sudo: true,
    });
    expect(stdout.match(/authentication failure/g)).toHaveLength(1);
    expect(stdout).not.toContain('wrong');
  });

  it.each(['asked', 'terminal'])('ends what runs as root when it is cancelled (%s)', async (user) => {
    const host = await login({ user, sudoPassword: new Secret('right') });
    const abort = new AbortController();
    const marker = `60${user.length}`;
    const running = host.run(['sh', '-c', `sleep ${marker}; echo later`], { sudo: true, signal: abort.signal });
    setTimeout(() => abort.abort(), 1500);
    await expect(running).rejects.toMatchObject({ code: 'INTERRUPTED' });
    await sleep(300);
    expect((await root.run(['pgrep', '-fx', `sleep ${marker}`])).stdout).toBe('');
  });
});

describe('a disk that is full', () => {
  const megabyte = 1 << 20;
  beforeAll(async () => {
    const mount = 'mkdir -p /srv/small && mount -t tmpfs -o size=8m,mode=777 tmpfs /srv/small';
    expect((await root.run(['sh', '-c', mount], { sudo: true })).exitCode).toBe(0);
  });

  it('is seen before anything is sent', async () => {
    const from = join(folder, 'large');
    writeFileSync(from, randomBytes(9 * megabyte));
    await expect(root.upload(from, '/srv/small/file')).rejects.toMatchObject({
      code: 'HOST_UNSUITABLE',
      message: 'its disk is too small for /srv/small/file: 10 MB are needed, 9 MB are free',
    });
  });

  it('is named where it fills up on the way, and no part of the file stays', async () => {
    const from = join(folder, 'fits');
    writeFileSync(from, randomBytes(7 * megabyte));
    const filling = `head -c ${6 * megabyte} /dev/zero >/srv/small/other`;
    // Taken after the look at the free space, while the file is on its way.
    const slow = 'while [ ! -e /srv/small/file.part ]; do sleep 0.01; done; ';
    const filler = root.run(['sh', '-c', slow + filling]);
    await expect(root.upload(from, '/srv/small/file')).rejects.toMatchObject({
      code: 'ACTION_FAILED',
      message: '/srv/small/file: the disk is full',
    });
    await filler;
    expect((await root.run(['ls', '/srv/small'])).stdout).toBe('other\n');
  });
});

const cutLinks =
  '(sleep 1; for link in $(ls /sys/class/net); do ip link set $link down; done) >/dev/null 2>&1 </dev/null &';

describe('a Pi that falls silent', () => {
  it.each([
    ['its power', () => lab('kill', name)],
    ['its network', () => root.run(['sh', '-c', cutLinks], { sudo: true })],
  ])('by losing %s is noticed within twenty seconds, and what was running is named', async (_what, cut) => {
    await lab('up', '--hosts', name);
    root = await login();
    const running = root.run(['sleep', '600']);
    const outcome = expect(running).rejects.toMatchObject({ code: 'HOST_LOST', host: name });
    const begin = performance.now();
    await cut();
    await outcome;
    expect(performance.now() - begin).toBeLessThan(20_000);
  });
});
