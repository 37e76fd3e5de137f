import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { commandsIn, type Operator, openOperator } from '../support/operator.ts';
import { makeKey } from '../support/sshd.ts';

// Nothing is installed here: `plan` reads the facts of all hosts as root, and that is how far reaching goes.
let operator: Operator;
/** The same lab, reached as real Pis are: by ~/.ssh/config, keys and host keys of one's own. */
let person: ReturnType<typeof commandsIn>;
let home: string;
let addresses: Record<string, string>;

beforeAll(async () => {
  operator = await openOperator('reach', { hosts: ['red', 'red01', 'red02'], os: ['raspios', 'raspios', 'raspios'] });
  addresses = Object.fromEntries(operator.lab.hosts.map(({ name, address }) => [name, address]));
  for (const user of ['asked', 'stranger']) await operator.on('red', addUser(user));
  await operator.on('red', 'echo "asked ALL=(ALL) ALL" > /etc/sudoers.d/zz-test; chmod 440 /etc/sudoers.d/zz-test');
});
afterAll(() => operator?.end());

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'reach-home-'));
  await mkdir(join(home, '.ssh'), { mode: 0o700 });
  const { BRAMBLE_LAB: _lab, SSH_AUTH_SOCK: _agent, ...environment } = operator.env;
  person = commandsIn({ ...environment, HOME: home, XDG_STATE_HOME: join(home, 'state') });
  return () => rm(home, { recursive: true, force: true });
});

const addUser = (user: string) => `useradd -m -s /bin/bash ${user}; echo "${user}:the right one" | chpasswd
cp -r /home/pi/.ssh /home/${user}/; chown -R ${user}: /home/${user}/.ssh`;

async function configure(lines: readonly string[]): Promise<void> {
  const everywhere = ['Host *', `IdentityFile ${operator.lab.identityFile}`, 'IdentitiesOnly yes', 'User pi'];
  await writeFile(join(home, '.ssh/config'), [...lines, ...everywhere, ''].join('\n'));
}

const directly = (name: string) => [`Host ${name}`, `HostName ${addresses[name]}`];
const plan = (list: string, ...options: string[]) => ['plan', 'spark', '--hosts', list, ...options];

describe('sudo that wants a password', () => {
  it.each([
    ['gets none', [], '', 'sudo wants the password of user asked, and none was given', 'add --ask-sudo-password'],
    ['gets a wrong one', ['--ask-sudo-password'], 'a wrong one\n', 'wrong password for sudo (user asked)', 'again'],
  ])('and %s: says so, and what to do', async (_case, options, input, message, hint) => {
    const { exitCode, failures, stderr } = await operator.ask(plan('red', '--user', 'asked', ...options), { input });
    expect(exitCode).toBe(1);
    expect(failures).toEqual([expect.objectContaining({ code: 'SUDO_FAILED', host: 'red', message })]);
    expect(stderr).toContain(`red: ${message}`);
    expect(stderr).toMatch(new RegExp(`try: .*${hint}`));
    expect(stderr).not.toContain('a wrong one');
  });

  it('and gets the right one: goes on, and shows it nowhere', async () => {
    const options = { input: 'the right one\n' };
    const { exitCode, stdout, stderr } = await operator.bramble(
      plan('red', '--user', 'asked', '--ask-sudo-password', '--verbose'),
      options,
    );
    expect(stderr).toBe('');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('tarball (no snapd on Debian GNU/Linux 13 (trixie))');
    expect(stdout).not.toContain('the right one');
  });

  it('of a user who may not use sudo at all is told apart', async () => {
    const { exitCode, failures } = await operator.ask(plan('red', '--user', 'stranger', '--ask-sudo-password'), {
      input: 'the right one\n',
    });
    expect(exitCode).toBe(1);
    expect(failures[0]?.message).toMatch(/did not let user stranger become root/);
  });
});

describe('a login that is not let in', () => {
  it('by its key: names the user and each key that was tried', async () => {
    await configure(directly('red'));
    const wrong = join(home, 'wrong');
    makeKey(wrong);
    await writeFile(join(home, '.ssh/config'), [...directly('red'), 'User pi', ''].join('\n'));
    const { exitCode, failures } = await person.ask(plan('red', '-i', wrong));
    expect(exitCode).toBe(1);
    expect(failures).toEqual([
      expect.objectContaining({
        code: 'AUTH_FAILED',
        host: 'red',
        evidence: `tried: ${wrong}`,
        hint: expect.any(String),
      }),
    ]);
  });

  it('by its user', async () => {
    await configure(directly('red'));
    const { exitCode, stderr } = await person.bramble(plan('nobody-there@red'));
    expect(exitCode).toBe(1);
    expect(stderr).toContain('red: user nobody-there was not let in by any key');
    expect(stderr).toMatch(/try: .*--user/);
  });
});

describe('hosts that do not answer', () => {
  it('are all named together, each with its reason, beside those without trouble', async () => {
    await configure(directly('red'));
    await operator.on('red02', 'systemctl stop ssh ssh.socket 2>/dev/null; systemctl stop ssh');
    const silent = addresses.red?.replace(/\d+$/, '250') ?? ''; // nobody has it
    const list = `red,no-such-host.invalid,${addresses.red02},${silent}`;
    const { exitCode, failures, stderr } = await person.ask(plan(list, '--timeout', '4'));
    expect(exitCode).toBe(1);
    expect(Object.fromEntries(failures.map(({ host, code }) => [host, code]))).toEqual({
      'no-such-host': 'HOST_UNRESOLVED',
      [`${addresses.red02}`]: 'HOST_UNREACHABLE',
      [silent]: expect.stringMatching(/^HOST_(TIMEOUT|UNREACHABLE)$/), // as the network of this machine has it
    });
    for (const { message, hint } of failures) expect([message, hint]).toEqual([expect.any(String), expect.any(String)]);
    expect(stderr).toContain('failed on 3 of 4 hosts');
    expect(stderr).toContain('refuses connections on port 22');
    expect(stderr.match(/^ +try: /gm)).toHaveLength(3);
  });

  it('are shown by status too, which shows the others all the same', async () => {
    await configure(directly('red'));
    const { exitCode, stdout } = await person.bramble(['status', '--hosts', 'red,no-such-host.invalid']);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^red +.*not installed/m);
    expect(stdout).toMatch(/^no-such-host .*does not answer: .*does not resolve/m);
  });
});

describe('workers that only the master can reach', () => {
  const jump = () => [...directly('red'), ...directly('red01'), 'ProxyJump red'];

  it('cannot be reached directly, which takes no longer than --timeout says', async () => {
    const gateway = addresses.red?.replace(/\d+$/, '1');
    await operator.on('red01', `(sleep 1; ip route add blackhole ${gateway}) >/dev/null 2>&1 &`);
    await sleep(2_000);
    await configure([...directly('red'), ...directly('red01')]);
    const startedMs = performance.now();
    const { exitCode, failures } = await person.ask(plan('red,red01', '--timeout', '3'));
    expect(exitCode).toBe(1);
    expect(failures).toEqual([expect.objectContaining({ code: 'HOST_TIMEOUT', host: 'red01' })]);
    expect(performance.now() - startedMs).toBeLessThan(15_000);
  });

  it('are reached through it, by the ProxyJump of ~/.ssh/config', async () => {
    await configure(jump());
    const { exitCode, result, stderr } = await person.ask<Plan>(plan('red,red01'));
    expect(stderr).toBe('');
    expect(exitCode).toBe(0);
    expect(result.roles.map(({ host, packagings }) => [host, packagings[0]?.packaging])).toEqual([
      ['red', 'tarball'],
      ['red01', 'tarball'],
    ]);
    const shell = await person.bramble(['ssh', '--hosts', 'red,red01', 'red01', 'hostname']);
    expect(shell.stdout).toContain('red01\n');
  });

  it('are not blamed where it is the master that does not answer', async () => {
    await configure([...jump(), 'Host red', 'Port 2222']);
    const { exitCode, failures } = await person.ask(plan('red01', '--timeout', '4'));
    expect(exitCode).toBe(1);
    expect(failures).toEqual([expect.objectContaining({ host: 'red01', message: expect.stringMatching(/\bred\b/) })]);
  });
});

describe('two names for one machine', () => {
  it('are refused: before anything is touched where the list shows it', async () => {
    const { exitCode, failures, stderr } = await person.ask(plan('red,red01,red'));
    expect([exitCode, failures.length]).toEqual([2, 1]);
    expect(stderr).toMatch(/red.*twice/);
  });

  it('are refused where the machines themselves show it', async () => {
    await configure([...directly('red'), 'Host blue', `HostName ${addresses.red}`]);
    const { exitCode, failures } = await person.ask(plan('red,blue'));
    expect(exitCode).toBe(1);
    expect(failures).toEqual([
      expect.objectContaining({ code: 'HOST_UNSUITABLE', host: 'blue', message: 'it is the same machine as red' }),
    ]);
  });
});

describe('host keys', () => {
  it('are pinned with their fingerprint shown; a changed one stops everything before anything is sent', async () => {
    await configure(directly('red'));
    const first = await person.bramble(plan('red', '--cluster', 'pinned'));
    const fingerprint = await operator.on('red', 'ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub');
    expect(first.stdout).toContain(`host key pinned on first use: ssh-ed25519 ${fingerprint.split(' ')[1]}`);
    expect((await person.bramble(plan('red', '--cluster', 'pinned'))).stdout).not.toContain('pinned');

    const before = await operator.on('red', logins);
    await operator.on('red', exchangeKeys);
    const changed = await person.ask(plan('red', '--cluster', 'pinned'));
    expect(changed.exitCode).toBe(3);
    expect(changed.failures).toEqual([expect.objectContaining({ code: 'HOST_KEY_CHANGED', host: 'red' })]);
    expect(changed.stderr).toContain('its host key is not the one that is known; nothing was sent');
    const forget = /ssh-keygen -f \S+ -R \S+(?=;)/.exec(changed.failures[0]?.hint ?? '')?.[0] ?? '';

    await execa('sh', ['-c', forget]);
    const trusted = await person.bramble(plan('red', '--cluster', 'pinned'));
    expect(trusted.stdout).toContain('host key pinned on first use');
    expect(trusted.exitCode).toBe(0);
    const after = await person.bramble([
      'ssh',
      '--hosts',
      'red',
      '--cluster',
      'pinned',
      'red',
      `sudo sh -c '${logins}'`,
    ]);
    expect(Number(after.stdout.trim().split('\n').at(-1))).toBe(Number(before) + 3); // to exchange, to plan, to count
  });
});

const logins = 'journalctl -t sshd -t sshd-session -o cat | grep -c "^Accepted"';
const exchangeKeys =
  'rm /etc/ssh/ssh_host_ed25519_key*; ssh-keygen -q -t ed25519 -N "" -f /etc/ssh/ssh_host_ed25519_key; systemctl restart ssh';

interface Plan {
  readonly roles: readonly { readonly host: string; readonly packagings: readonly { readonly packaging: string }[] }[];
}
