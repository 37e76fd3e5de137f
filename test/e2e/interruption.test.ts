import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Operator, openOperator, type Running } from '../support/operator.ts';

// Two Pis, each with its packaging, over links slow enough to interrupt what goes through them.
const hosts = ['--hosts', 'red,red01'];
const deploy = ['deploy', 'spark', ...hosts, '--no-verify'];
const megabyte = 1 << 20;
const staging = '/var/tmp/bramble';

let operator: Operator;

beforeAll(async () => {
  operator = await openOperator('interruption', {
    hosts: ['red', 'red01'],
    os: ['ubuntu', 'raspios'],
    linkKbit: 300_000,
  });
  expect((await operator.bramble(['build', 'spark'])).exitCode).toBe(0);
});
afterAll(() => operator?.end());

describe('what stands in the way is refused before anything is sent', () => {
  const refused = async (message: RegExp, env: Record<string, string> = {}) => {
    const { exitCode, failures } = await operator.ask(deploy, { env });
    expect(failures).toEqual([expect.objectContaining({ message: expect.stringMatching(message) })]);
    expect(failures[0]?.hint).toMatch(/./);
    expect(exitCode).toBe(1);
    for (const host of ['red', 'red01'])
      expect(await operator.on(host, `ls ${staging} 2>&1 || true`)).toMatch(/No such/);
    return failures[0];
  };

  it('a disk that is too small', async () => {
    await operator.on('red01', 'mkdir -p /opt && mount -t tmpfs -o size=200m tmpfs /opt');
    const failure = await refused(/^only 200 MB are free; a tarball of spark needs \d{4} MB/);
    expect(failure?.host).toBe('red01');
    await operator.on('red01', 'umount /opt');
  });

  it('a port that something else has', async () => {
    const listen = `import socket, time; s = socket.socket(); s.bind(("", 8080)); s.listen(); time.sleep(1e6)`;
    await operator.on('red', `systemd-run --quiet --unit=intruder python3 -c '${listen}'; sleep 1`);
    const failure = await refused(/^port 8080 of the master is taken by python3/);
    expect(failure?.hint).toContain('master.ui-port');
    await operator.on('red', 'systemctl stop intruder');
  });

  it('a snap of that name from elsewhere, which is not touched then', async () => {
    await operator.on('red', installForeignSnap);
    await refused(/a snap of this name that bramble did not build is installed \(revision x1\)/);
    expect((await operator.bramble(['uninstall', 'spark', ...hosts, '--yes'])).exitCode).toBe(0);
    expect(await operator.on('red', 'snap list bramble-spark')).toContain('elsewhere');
    await operator.on('red', 'snap remove --purge bramble-spark');
  });

  it('a clock that is hours away from the operator’s', async () => {
    // All clocks of a lab are the one of this machine, so it is the operator's that is wrong.
    const late = 'data:text/javascript,const now = Date.now; Date.now = () => now() - 4 * 3600e3';
    const { failures, exitCode } = await operator.ask(deploy, {
      env: { NODE_OPTIONS: `--import=${late.replaceAll(' ', '%20')}` },
    });
    expect(exitCode).toBe(1);
    expect(failures.map(({ host, message }) => [host, message])).toEqual([
      ['red', "its clock is 240 minutes ahead of this machine's"],
      ['red01', "its clock is 240 minutes ahead of this machine's"],
    ]);
  });
});

describe('an artifact that is damaged', () => {
  let cache: string;
  const file = () => join(cache, 'bramble/artifacts/damaged');

  beforeAll(async () => {
    cache = await mkdtemp(join(tmpdir(), 'interruption-cache-'));
    await mkdir(join(cache, 'bramble/artifacts'), { recursive: true });
    await writeFile(file(), 'x'.repeat(megabyte));
    return () => rm(cache, { recursive: true, force: true });
  });

  /** An index that knows the hashes and sizes of what was built here, and has the damaged file in their place. */
  async function writeIndex(sizeBytes: number): Promise<void> {
    const text = await readFile(join(homedir(), '.cache/bramble/artifacts/index.json'), 'utf8');
    const { mtimeMs } = await stat(file());
    const index = JSON.parse(text, (key, value) => {
      if (key !== 'snap' && key !== 'tarball') return value;
      return { ...value, path: file(), sizeBytes, mtimeMs };
    });
    await writeFile(join(cache, 'bramble/artifacts/index.json'), JSON.stringify(index));
  }

  it('without showing it is noticed on the node, which installs nothing', async () => {
    await writeIndex(megabyte);
    const { exitCode, failures } = await operator.ask(deploy, { env: { XDG_CACHE_HOME: cache } });
    expect(exitCode).toBe(1);
    expect(failures.map(({ host }) => host).sort()).toEqual(['red', 'red01']);
    for (const { message, hint } of failures) {
      expect(message).toMatch(/does not have the hash [0-9a-f]{64}/);
      expect(hint).toMatch(/sha256sum/);
    }
    expect(await operator.on('red', `ls ${staging}; snap list bramble-spark 2>&1 || true`)).toMatch(
      /^error: no matching/,
    );
    expect(await operator.on('red01', `ls ${staging} /opt`)).not.toMatch(/spark/);
  });

  it('by being cut short is noticed here, and built anew', async () => {
    await writeIndex(2 * megabyte);
    const command = operator.start(['build', 'spark', '--json'], { env: { XDG_CACHE_HOME: cache } });
    await command.says(/has 1048576 bytes and not the 2097152 of [0-9a-f]{64}; building it again/);
    command.kill('SIGINT');
    expect((await command.ended).exitCode).toBe(130);
  });
});

describe('a deployment that does not come to its end', () => {
  let sizes: Record<string, number>;

  it('by Ctrl-C in the middle of sending: says how to go on, and holds no lock', async () => {
    const command = operator.start([...deploy, '--json']);
    await untilPartOf('red', 60, command);
    await untilPartOf('red01', 60, command);
    command.kill('SIGINT');
    const { exitCode, stderr } = await command.ended;
    expect(exitCode).toBe(130);
    expect(stderr).toMatch(/interrupted\n +try: the same command continues where this one stopped/);
    await untilUnlocked();
    sizes = { red: await partOf('red'), red01: await partOf('red01') };
    await sleep(1_500);
    expect(await partOf('red'), 'nothing is sent any more').toBe(sizes.red);
  });

  it('by a connection that drops, goes on from the bytes that are there, and meets a second operator with the lock', async () => {
    const received = await receivedBy('red01');
    const command = operator.start([...deploy, '--json']);
    await untilPartOf('red', (sizes.red ?? 0) / megabyte + 20, command);
    expect(sizes.red).toBeGreaterThan(60 * megabyte);

    const second = await operator.ask(deploy);
    expect(second.exitCode).toBe(4);
    expect(second.failures.map(({ code, host }) => `${host} ${code}`)).toEqual(['red LOCKED']);
    expect(second.stderr).toMatch(
      /locked by \S+@\S+ since 20\S+ for `bramble deploy spark`\n +try: wait until it ends/,
    );

    await operator.on('red', '(sleep 0.5; pkill -KILL -u pi sshd) >/dev/null 2>&1 &');
    const { exitCode, stderr } = await command.ended;
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/red: .*(lost|ended|closed)/);
    expect(stderr).toMatch(/try: run the same command again/);
    expect(stderr).not.toContain('red01: ');

    // The other host was not held up: it has it all by now, and what was there from before did not come again.
    expect(await operator.on('red01', `ls ${staging}`)).toMatch(/^spark-[0-9a-f]{16}\.tar\.gz$/);
    const whole = await artifactBytes('tarball');
    const came = (await receivedBy('red01')) - received;
    expect(came).toBeLessThan((whole - (sizes.red01 ?? 0)) * 1.1);
    await untilUnlocked();
    expect(await partOf('red')).toBeGreaterThan(sizes.red ?? 0);
  });

  it('by a kill -9 in the middle of installing: the same command takes over, although snapd is still busy', async () => {
    const first = operator.start([...deploy, '--json']);
    await first.says(/"host":"red","text":"install the snap[^}]*"state":"started"/);
    await sleep(500);
    first.kill('SIGKILL');
    await first.ended;
    await untilUnlocked();
    const { exitCode, stderr } = await operator.bramble(deploy);
    expect(stderr).toBe('');
    expect(exitCode).toBe(0);
    expect(await operator.on('red', 'snap list --all bramble-spark | grep -c bramble-spark')).toBe('1');
    for (const host of ['red', 'red01'])
      expect(await operator.on(host, `ls ${staging} 2>&1 || true`)).toMatch(/No such/);
  });

  it('by Ctrl-C while it is verified: nothing of the job stays, and in the end all is well', async () => {
    const command = operator.start(['verify', 'spark', '--json']);
    await command.says(/run a PySpark job/);
    await expect.poll(() => operator.on('red', 'pgrep -fc [S]parkSubmit || true'), { timeout: 60_000 }).not.toBe('0');
    command.kill('SIGINT');
    expect((await command.ended).exitCode).toBe(130);
    await expect.poll(() => operator.on('red', 'pgrep -fc [S]parkSubmit || true'), { timeout: 30_000 }).toBe('0');
    await expect.poll(() => operator.on('red', 'ls /var/snap/bramble-spark/common/jobs'), { timeout: 10_000 }).toBe('');
    const { exitCode, result } = await operator.ask<{ healthy: boolean }>(['verify', 'spark']);
    expect(result.healthy).toBe(true);
    expect(exitCode).toBe(0);
  });
});

const installForeignSnap = `set -e
mkdir -p /root/foreign/meta
printf "name: bramble-spark\\nversion: elsewhere\\nsummary: Not ours\\ndescription: Not ours\\nbase: core24\\n" > /root/foreign/meta/snap.yaml
mksquashfs /root/foreign /root/foreign.snap -noappend -all-root -quiet -no-progress >/dev/null
snap install --dangerous /root/foreign.snap
rm -r /root/foreign /root/foreign.snap`;

async function untilPartOf(host: string, megabytes: number, command: Running): Promise<void> {
  await command.says(new RegExp(`"host":"${host}","text":"send the [^}]*"state":"started"`));
  const wanted = megabytes * megabyte;
  await expect.poll(() => partOf(host), { timeout: 120_000, interval: 200 }).toBeGreaterThan(wanted);
}

async function partOf(host: string): Promise<number> {
  return Number(await operator.on(host, `cat ${staging}/*.part 2>/dev/null | wc -c`));
}

async function receivedBy(host: string): Promise<number> {
  return Number(await operator.on(host, "awk '/eth0:/ { print $2 }' /proc/net/dev"));
}

async function artifactBytes(packaging: 'snap' | 'tarball'): Promise<number> {
  const { result } = await operator.ask<{ packaging: string; sizeBytes: number }[]>(['build', 'spark']);
  return result.find((one) => one.packaging === packaging)?.sizeBytes ?? 0;
}

/** The shell that holds a lock notices within seconds that nobody listens any more. */
async function untilUnlocked(): Promise<void> {
  for (const host of ['red', 'red01'])
    await expect
      .poll(() => operator.on(host, 'flock -n /run/bramble/lock echo free || echo held'), { timeout: 20_000 })
      .toBe('free');
}
