import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { labKill, labReboot } from '../../src/lab/lab-power.ts';
import { labStatus } from '../../src/lab/lab-status.ts';
import type { UpLab } from '../../src/lab/lab-up.ts';
import { readLiveInit } from '../../src/lab/liveness.ts';
import { hostFolder, initFile } from '../../src/lab/paths.ts';
import { findLabHosts } from '../../src/lab/registry.ts';
import { openTestLabs, type TestLabs } from '../support/lab.ts';

const hosts = ['red', 'red01', 'red02'];
const wish = { hosts, os: ['ubuntu', 'ubuntu', 'raspios'], memoryMb: 768 } as const;
const quiet = () => {};

let labs: TestLabs;
let lab: UpLab['lab'];
let helloSnap: Buffer;
const on = (host: string, command: string, input?: Buffer) => labs.ssh(lab, host, command, input);
const initOf = (host: string) => readLiveInit(initFile(lab.name, host));

beforeAll(async () => {
  labs = await openTestLabs('e2e');
  helloSnap = await packHelloSnap();
  lab = (await labs.up('main', wish)).lab;
});
afterAll(() => labs.end());

describe('a lab that is up', () => {
  it.each(hosts)('%s answers under its name, its host key is checked, and systemd is content', async (host) => {
    expect(await on(host, 'hostname; id -un; systemctl is-system-running; sudo id -u')).toBe(`${host}\npi\nrunning\n0`);
  });

  it('has snapd with its first snaps on the hosts like Ubuntu, and none on those like Raspberry Pi OS', async () => {
    expect(await on('red', "snap list | awk '{print $1}'")).toBe('Name\ncore24\nsnapd');
    expect(await on('red02', 'command -v snap || echo none')).toBe('none');
  });

  it('takes a strict snap on every host, hooks and services included, on whichever CPU it was booted', async () => {
    for (const host of ['red', 'red01']) {
      await on(host, 'cat > hello.snap', helloSnap);
      await on(host, 'sudo snap install --dangerous hello.snap && sudo snap set hello word=ahoy');
      await on(host, 'sudo snap start --enable hello.daemon');
      expect(await on(host, 'hello')).toBe('ahoy');
    }
  });

  it.runIf(existsSync('/sys/kernel/security/apparmor'))('enforces AppArmor on snaps, host by host', async () => {
    expect(await on('red', 'sudo cat /sys/kernel/security/apparmor/profiles')).toContain('snap.hello.hello (enforce)');
    const ofMachine = await readFile('/sys/kernel/security/apparmor/profiles', 'utf8');
    expect(ofMachine).toContain(`:bramble.${lab.name}.red01:snap.hello.hello (enforce)`);
  });

  it('tells a host its memory, which /proc does not show, and keeps to it', async () => {
    expect(JSON.parse(await on('red', 'cat /run/bramble-lab.json'))).toEqual({ lab: lab.name, memoryMb: 768 });
    const eat = (megabytes: number) => `python3 -c 'b"x" * (${megabytes} << 20)'; echo $?`;
    expect(await on('red', eat(256))).toBe('0');
    expect(await on('red', eat(1024))).toBe('137');
    expect(await on('red', 'systemctl is-system-running')).toBe('running');
  });

  it('names a host as its image does, with no other host known', async () => {
    expect(await on('red01', 'getent hosts red01')).toMatch(/^127\.0\.1\.1\s+red01$/);
    expect(await on('red01', 'getent hosts red || echo unknown')).toBe('unknown');
  });

  it('lets hosts reach each other and this machine', async () => {
    for (const { address } of lab.hosts)
      expect(await on('red', `ping -c 1 -W 2 ${address}`)).toContain(' 0% packet loss');
  });

  it('gives each host keys and ids of its own', async () => {
    const ids = await Promise.all(hosts.map((host) => on(host, 'cat /etc/machine-id /proc/sys/kernel/random/boot_id')));
    expect(new Set(ids.flatMap((text) => text.split('\n'))).size).toBe(6);
    const known = (await readFile(lab.knownHosts, 'utf8')).trim().split('\n');
    expect(new Set(known.map((line) => line.split(' ')[2])).size).toBe(3);
  });

  it('lets no host change the clock or the settings of this machine', async () => {
    expect(await on('red', 'sudo date -s 2001-01-01 > /dev/null 2>&1 || echo refused')).toBe('refused');
    expect(await on('red', 'sudo sysctl -w kernel.pid_max=40000 > /dev/null 2>&1 || echo refused')).toBe('refused');
  });

  it('is found by the names of its hosts', () => {
    expect(findLabHosts(['red02', 'elsewhere'], labs.env)).toEqual(
      new Map([['red02', expect.objectContaining({ lab: lab.name, user: 'pi', address: lab.hosts[2]?.address })]]),
    );
  });
});

describe('lab up again', () => {
  it('changes nothing with the same arguments', async () => {
    const before = hosts.map(initOf);
    const { done } = await labs.up('main', wish);
    expect(done.map(({ kind }) => kind)).toEqual(['keep', 'keep', 'keep']);
    expect(hosts.map(initOf)).toEqual(before);
  });

  it('adds hosts, gives them a link speed, and leaves the others alone', async () => {
    const before = hosts.map(initOf);
    const added = await labs.up('main', { hosts: ['red03'], os: ['raspios'], linkKbit: 100_000 });
    lab = added.lab;
    expect(added.done).toEqual([{ name: 'red03', kind: 'create' }]);
    expect(lab.hosts.map(({ name }) => name)).toEqual([...hosts, 'red03']);
    expect(hosts.map(initOf)).toEqual(before);
    const started = performance.now();
    await on('red03', 'cat > /dev/null', Buffer.alloc(12_500_000)); // a second at 100 Mbit/s
    expect(performance.now() - started).toBeGreaterThan(900);
  });

  it('changes the memory of a running host in place', async () => {
    const before = initOf('red03');
    const { done } = await labs.up('main', { hosts: ['red03'], memoryMb: 512 });
    expect(done).toEqual([{ name: 'red03', kind: 'change' }]);
    expect(initOf('red03')).toEqual(before);
    expect(JSON.parse(await on('red03', 'cat /run/bramble-lab.json')).memoryMb).toBe(512);
    expect(await on('red03', `python3 -c 'b"x" * (640 << 20)'; echo $?`)).toBe('137');
  });
});

describe('power', () => {
  const bootOf = (host: string) => on(host, 'cat /proc/sys/kernel/random/boot_id');

  it('reboots a host in good order: another boot, the same disk and services', async () => {
    const before = await bootOf('red');
    await on('red', 'touch mark');
    await labReboot(lab.name, 'red', { env: labs.env, report: quiet });
    expect(await bootOf('red')).not.toBe(before);
    expect(await on('red', 'ls mark; systemctl is-active snap.hello.daemon; systemctl is-system-running')).toBe(
      'mark\nactive\nrunning',
    );
  });

  it('boots a host again that reboots itself', async () => {
    const before = initOf('red02');
    await on('red02', 'sudo systemctl reboot').catch(() => ''); // the connection goes with it
    await expect.poll(() => initOf('red02')?.pid ?? before?.pid, { timeout: 60_000 }).not.toBe(before?.pid);
    await expect.poll(() => on('red02', 'hostname').catch(() => ''), { timeout: 60_000 }).toBe('red02');
  });

  it('cuts the power of a host, which then counts as off, and brings it back with what was on its disk', async () => {
    await on('red01', 'touch mark; sync');
    await labKill(lab.name, 'red01', { env: labs.env, report: quiet });
    expect(initOf('red01')).toBeUndefined();
    expect(findLabHosts(['red01'], labs.env).get('red01')?.lab).toBe(lab.name); // off, and told of as such
    const [status] = (await labStatus()).filter((one) => one.lab === lab.name);
    expect(status?.hosts.find(({ name }) => name === 'red01')?.state).toBe('off');
    const { done } = await labs.up('main', { hosts });
    expect(done.map(({ kind }) => kind)).toEqual(['keep', 'boot', 'keep']);
    expect(await on('red01', 'ls mark; systemctl is-active snap.hello.daemon; hello')).toBe('mark\nactive\nahoy');
  });

  it('comes back from an unclean death of everything', async () => {
    for (const { name } of lab.hosts)
      for (const file of ['supervisor', 'init']) await killRecorded(join(hostFolder(lab.name, name), file));
    await expect.poll(() => hosts.filter((host) => initOf(host) !== undefined), { timeout: 30_000 }).toEqual([]);
    await execa('ip', ['link', 'delete', await bridgeOf(lab.name)]);
    const { done } = await labs.up('main', { hosts });
    expect(done.map(({ kind }) => kind)).toEqual(['boot', 'boot', 'boot']);
    expect(await on('red', 'systemctl is-system-running; hello')).toBe('running\nahoy');
  });
});

describe('several labs', () => {
  it('stand side by side, with hosts of the same name', async () => {
    const { lab: other } = await labs.up('other', { hosts: ['red'], os: ['raspios'] });
    expect(other.hosts[0]?.address).not.toBe(lab.hosts[0]?.address);
    expect(() => findLabHosts(['red'], labs.env)).toThrow('both have a host of that name');
    expect(findLabHosts(['red'], { ...labs.env, BRAMBLE_LAB: other.name }).get('red')?.address).toBe(
      other.hosts[0]?.address,
    );
    await labs.down('other');
    expect(findLabHosts(['red'], labs.env).get('red')?.lab).toBe(lab.name);
    expect(await on('red', 'hostname')).toBe('red');
  });
});

describe('nothing is left behind', () => {
  it.each([200, 700, 1200, 2000])('by an interruption after %i ms', async (delayMs) => {
    const undo = new AbortController();
    const before = await traces(labs.nameOf('short'));
    setTimeout(() => undo.abort(), delayMs);
    await labs.up('short', { hosts: ['a', 'b'], os: ['ubuntu', 'raspios'] }, undo.signal).then(
      () => labs.down('short'), // a fast machine may be done by then
      (error) => expect(error).toMatchObject({ code: 'INTERRUPTED' }),
    );
    await expect.poll(() => traces(labs.nameOf('short')), { timeout: 10_000 }).toEqual(before);
  });

  it('by Ctrl-C on the command line, which ends with 130', async () => {
    const name = labs.nameOf('cli');
    const before = await traces(name);
    const words = ['lab', 'up', '--hosts', 'a,b', '--os', 'raspios', '--name', name];
    const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
    const command = execa(process.execPath, [main, ...words], { env: labs.env, reject: false });
    await expect.poll(() => existsSync(join(hostFolder(name, 'a'), 'boot.log')), { timeout: 60_000 }).toBe(true);
    command.kill('SIGINT');
    expect((await command).exitCode).toBe(130);
    await expect.poll(() => traces(name), { timeout: 30_000 }).toEqual(before);
  });

  it('by lab down', async () => {
    const { name } = lab;
    expect((await traces(name)).length).toBeGreaterThan(5);
    await labs.down('main');
    await expect.poll(() => traces(name), { timeout: 10_000 }).toEqual([]);
    await expect.poll(snapLoops, { timeout: 10_000 }).toBe(await loopsOfOthers());
    expect(existsSync(join(labs.env.XDG_STATE_HOME, 'bramble/labs', name))).toBe(false);
  });
});

/** Whatever of a lab can be seen on this machine: interfaces, mounts, control groups, processes, folders. */
async function traces(name: string): Promise<string[]> {
  const bridge = (await bridgeOf(name)) || 'none';
  const sources = {
    link: ['ip', '-brief', 'link'],
    mount: ['cat', '/proc/self/mounts'],
    cgroup: ['find', '/sys/fs/cgroup', '-type', 'd', '-path', `*/bramble-lab/${name}*`],
    process: ['ps', '-eo', 'stat,args'],
    policy: ['ls', '/sys/kernel/security/apparmor/policy/namespaces'],
    folder: ['find', '/var/lib/bramble-lab', '-maxdepth', '1'],
  };
  const found = Object.entries(sources).map(async ([kind, argv]) => {
    const { stdout } = await execa(argv[0] ?? '', argv.slice(1), { reject: false });
    const lines = stdout.split('\n').filter((line) => !/^Z|lab up|find /.test(line));
    return lines
      .filter((line) => line.includes(`/${name}`) || line.includes(`.${name}.`) || line.startsWith(bridge))
      .map((line) => `${kind} ${line}`);
  });
  return (await Promise.all(found)).flat();
}

async function bridgeOf(name: string): Promise<string> {
  return (await labStatus()).find((one) => one.lab === name)?.bridge ?? '';
}

/** Loop devices that hold a snap; those of other labs on this machine are expected. */
async function snapLoops(): Promise<number> {
  const { stdout } = await execa('losetup', ['--list', '--noheadings', '--output', 'BACK-FILE']);
  return stdout.split('\n').filter((line) => line.startsWith('/var/lib/snapd/snaps/')).length;
}

async function loopsOfOthers(): Promise<number> {
  const inits = (await labStatus()).flatMap(({ lab: name, hosts: all }) =>
    all.flatMap((host) => readLiveInit(initFile(name, host.name)) ?? []),
  );
  const mounts = await Promise.all(inits.map(({ pid }) => readFile(`/proc/${pid}/mounts`, 'utf8').catch(() => '')));
  return mounts
    .join('')
    .split('\n')
    .filter((line) => / \/snap\/\S+ squashfs /.test(line)).length;
}

async function killRecorded(file: string): Promise<void> {
  const pid = Number((await readFile(file, 'utf8')).split(' ')[0]);
  process.kill(pid, 'SIGKILL');
}

async function packHelloSnap(): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'hello-'));
  const files = {
    'meta/snap.yaml': `name: hello
version: '1'
summary: Says a word
description: For the test of the lab.
base: core24
confinement: strict
apps:
  hello:
    command: bin/hello
  daemon:
    command: bin/daemon
    daemon: simple
    install-mode: disable
`,
    'meta/hooks/configure': '#!/bin/sh\ntest "$(snapctl get word)" != wrong\n',
    'bin/hello': '#!/bin/sh\nexec snapctl get word\n',
    'bin/daemon': '#!/bin/sh\nexec python3 -c "import time; time.sleep(1e6)"\n',
  };
  for (const [name, text] of Object.entries(files)) {
    const file = join(folder, 'tree', name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text, { mode: 0o755 });
  }
  await execa('mksquashfs', [join(folder, 'tree'), join(folder, 'hello.snap'), '-noappend', '-all-root', '-quiet']);
  const snap = await readFile(join(folder, 'hello.snap'));
  await rm(folder, { recursive: true });
  return snap;
}
