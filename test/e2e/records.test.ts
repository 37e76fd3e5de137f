import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HistoryEntry } from '../../src/deploy/merge-history.ts';
import { commandsIn, type Operator, openOperator, type Running } from '../support/operator.ts';

// Two Pis, each with its packaging, over links slow enough to be interrupted, and two operators on machines of their own.
const nodes = ['red', 'red01'];
const hosts = ['--hosts', 'red,red01'];
const deploy = ['deploy', 'spark', ...hosts, '--no-verify'];
const history = '/var/lib/bramble/history.jsonl';

let operator: Operator;
let other: Pick<Operator, 'bramble' | 'ask' | 'start'>;
let otherHome: string;

beforeAll(async () => {
  operator = await openOperator('records', { hosts: nodes, os: ['ubuntu', 'raspios'], linkKbit: 300_000 });
  otherHome = await mkdtemp(join(tmpdir(), 'records-other-'));
  other = commandsIn(await environmentOfOther());
  expect((await operator.bramble(['build', 'spark'])).exitCode).toBe(0);
});
afterAll(async () => {
  await operator?.end();
  await rm(otherHome, { recursive: true, force: true });
});

/** Someone who knows the Pis by their own ~/.ssh/config, and nothing of what the first operator did. */
async function environmentOfOther(): Promise<NodeJS.ProcessEnv> {
  const { lab } = operator;
  const entries = lab.hosts.map(
    ({ name, address }) => `Host ${name}\n HostName ${address}\n User ${lab.user}\n IdentityFile ${lab.identityFile}\n`,
  );
  await mkdir(join(otherHome, '.ssh'));
  await writeFile(join(otherHome, '.ssh/config'), entries.join(''), { mode: 0o600 });
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
  return { PATH: process.env.PATH, HOME: otherHome, XDG_CACHE_HOME: cache, NO_COLOR: '1' };
}

async function told(by: Pick<Operator, 'ask'>): Promise<readonly HistoryEntry[]> {
  const { exitCode, result } = await by.ask<{ entries: HistoryEntry[] }>(['history', ...hosts]);
  expect(exitCode).toBe(0);
  return result.entries;
}

const outcomes = (entries: readonly HistoryEntry[]) => entries.map(({ what, result }) => `${what}: ${result}`);

async function untilSending(command: Running): Promise<void> {
  await command.says(/"host":"red01","text":"send the [^}]*"state":"started"/);
  const arrived = () => operator.on('red01', 'cat /var/tmp/bramble/*.part 2>/dev/null | wc -c');
  await expect.poll(arrived, { timeout: 120_000, interval: 200 }).toMatch(/\d{8}/);
}

describe('two operators', () => {
  it('see who is at work, and one takes over: the other ends, says why, and sends nothing more', async () => {
    const command = operator.start([...deploy, '--json']);
    await untilSending(command);
    const seen = await other.bramble(['status', ...hosts]);
    expect(seen.stdout).toMatch(/^red, red01: locked by \S+@\S+ since 20\S+ for `bramble deploy spark`$/m);
    expect((await other.ask(deploy)).failures).toEqual([expect.objectContaining({ code: 'LOCKED', host: 'red' })]);
    expect((await told(other))[0]).toMatchObject({ what: 'bramble deploy spark', result: 'running', nodes });

    const refused = await other.bramble(['unlock', ...hosts]);
    expect(refused.exitCode).toBe(3);
    const { exitCode, stdout } = await other.bramble(['unlock', ...hosts, '--yes']);
    expect(stdout).toMatch(/red, red01: locked by .*\n.*their command has ended/s);
    expect(exitCode).toBe(0);
    const parts = () => operator.on('red01', 'cat /var/tmp/bramble/*.part | cksum');
    const before = await parts();

    const ended = await command.ended;
    expect(ended.exitCode).toBe(4);
    expect(ended.stderr).toMatch(/\S+@\S+ took over at 20\S+: this command has stopped and changes nothing more/);
    expect(await parts()).toBe(before);
    expect((await other.bramble(['status', ...hosts])).stdout).not.toContain('locked by');
    const [entry] = await told(other);
    expect(entry).toMatchObject({ result: 'interrupted', message: expect.stringMatching(/took over/) });
  });

  it('are not kept apart by one whose machine vanished, and who is told so when it is back', async () => {
    const command = operator.start([...deploy, '--json']);
    await command.says(/"host":"red01","text":"install the [^}]*"state":"started"/);
    command.kill('SIGSTOP'); // the connection stays, as with a machine that sleeps: nothing is said on it
    expect((await other.ask(deploy)).exitCode).toBe(4);
    const locked = async () => (await other.bramble(['status', ...hosts])).stdout.includes('locked by');
    await expect.poll(locked, { timeout: 100_000, interval: 2_000 }).toBe(false);
    const { exitCode, stderr } = await other.bramble(deploy);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    command.kill('SIGCONT');
    const ended = await command.ended;
    expect(ended.stderr).toMatch(/the lock has expired/);
    expect(ended.exitCode).toBe(4);
    expect((await operator.ask(deploy)).result).toMatchObject({ changed: false });
  });
});

describe('the history', () => {
  it('is the same from every machine, with what was brought, and a deployment with nothing to do is not in it', async () => {
    const entries = await told(other);
    expect(await told(operator)).toEqual(entries);
    expect(outcomes(entries)).toEqual([
      'bramble deploy spark: interrupted',
      'bramble deploy spark: interrupted',
      'bramble deploy spark: done',
    ]);
    const brought = entries.at(-1)?.artifacts.map(({ component, packaging }) => `${component} ${packaging}`);
    expect(entries[0]?.artifacts).toHaveLength(2);
    expect(['spark snap', 'spark tarball']).toEqual(expect.arrayContaining(brought ?? []));
    expect(await operator.on('red', `stat -c '%U %a' ${history}`)).toBe('root 600');
  });
});

describe('a support bundle', () => {
  const secret = 'Kx7-not-for-strangers';

  it('has of all nodes what helps, and nothing that is secret', async () => {
    const properties = JSON.stringify([`spark.my.password=${secret}`, 'spark.ui.killEnabled=true']);
    await operator.on('red', `snap set bramble-spark 'extra.spark-defaults=${properties}'`);
    await operator.on('red', `echo 'db.token=${secret}' | systemd-cat -t noise`);
    await operator.bramble(['lab', 'kill', 'red01', '--name', operator.lab.name]);
    const pid = () => operator.on('red', 'systemctl show -P MainPID snap.bramble-spark.worker');
    const before = await pid();
    const { exitCode, stdout } = await operator.bramble(['support-bundle', '--timeout', '5']);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('not reached (the bundle says so too): red01');
    expect(await pid(), 'the thread dump did not end it').toBe(before);

    const archive = stdout.trim().split('\n').at(-1) ?? '';
    const list = (await execa('tar', ['-tzf', archive])).stdout;
    for (const file of ['README.txt', 'cluster.json', 'findings.json', 'history.json', 'red01/unreachable.txt'])
      expect(list).toContain(`/${file}`);
    const all = (await execa('tar', ['-xzOf', archive])).stdout;
    expect(all).toMatch(/Full thread dump [\s\S]*org\.apache\.spark\.deploy\.worker\.Worker/);
    expect(all).toContain('spark.my.password=[redacted]');
    expect(all).toContain('"rung": "reachable"');
    const shared = await operator.on('red', 'cat /var/snap/bramble-spark/common/secret/authenticate');
    for (const hidden of [secret, shared, operator.lab.hosts[0]?.address ?? secret, `/home/${operator.lab.user}`])
      expect(all).not.toContain(hidden);
    await operator.bramble(['lab', 'reboot', 'red01', '--name', operator.lab.name]);
  });
});

describe('an operator whose command is killed in the middle', () => {
  const uninstall = ['uninstall', 'spark', ...hosts, '--yes'];

  it('is shown as cut off, and the same command of another continues', async () => {
    const command = operator.start([...uninstall, '--json']);
    await command.says(/"host":"red","text":"remove the [^}]*"state":"started"/);
    command.kill('SIGKILL');
    await command.ended;
    const last = async () => (await told(other)).at(-1);
    await expect.poll(last, { timeout: 30_000 }).toMatchObject({ what: 'bramble uninstall spark', result: 'cut-off' });
    const again = await other.bramble(uninstall);
    expect({ exitCode: again.exitCode, stderr: again.stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(outcomes(await told(operator)).slice(-2)).toEqual([
      'bramble uninstall spark: cut-off',
      'bramble uninstall spark: done',
    ]);
    for (const node of nodes)
      expect(await operator.on(node, 'ls -d /opt/bramble /snap/bramble-spark 2>&1 || true')).toMatch(/^ls.*\nls/);
  });

  it('leaves no history where all is purged', async () => {
    expect((await other.bramble([...uninstall, '--purge'])).exitCode).toBe(0);
    for (const node of nodes) expect(await operator.on(node, `ls ${history}* 2>&1 || true`)).toMatch(/No such file/);
    expect((await other.bramble(['history', ...hosts])).stdout).toContain('these nodes have no history');
  });
});
