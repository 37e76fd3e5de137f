import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Diagnosis } from '../../src/doctor/check.ts';
import type { PlannedFix } from '../../src/doctor/fix.ts';
import { compareListings, listHost } from '../support/host-listing.ts';
import { type Operator, openOperator } from '../support/operator.ts';

interface Report {
  readonly host: string;
  readonly fit: boolean;
  readonly findings: readonly Diagnosis[];
  readonly exam?: { readonly diskSpeed?: { readonly writeMbps: number; readonly readMbps: number } };
}

interface Result {
  readonly fit: boolean;
  readonly hosts: readonly Report[];
  readonly fixes: { readonly done: boolean; readonly plan: readonly PlannedFix[] };
}

let operator: Operator;
const hosts = ['--hosts', 'red,red01'];
const doctor = ['doctor', ...hosts];

beforeAll(async () => {
  operator = await openOperator('doctor', { hosts: ['red', 'red01'], os: ['ubuntu', 'raspios'] });
});
afterAll(() => operator?.end());

/** What is wrong beside what every host of a lab has: little memory, no swap, a name that means loopback. */
const notable = ({ findings }: Report) => findings.filter(({ severity }) => severity !== 'note');
const inBrief = ({ hosts: reports }: Result) =>
  reports.map((report) => [report.host, report.fit, notable(report).map(({ id, what }) => `${id}: ${what}`)]);

describe('two hosts in good order', () => {
  it('get a line each, and are left as they are', async () => {
    const before = await listHost(operator, 'red');
    const { exitCode, stdout, stderr } = await operator.bramble(doctor);
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout.split('\n').filter((line) => /^red/.test(line))).toHaveLength(2);
    expect(stdout).toMatch(/^red01 +fit, .*virtual \(lxc\), .* GB free, disk writes \d+ and reads \d+ MB\/s$/m);
    expect(stdout).toContain('fit for a cluster: 2 hosts');
    expect(compareListings(before, await listHost(operator, 'red'), passing)).toEqual([]);
  });

  it('are told as JSON with all that was seen', async () => {
    const { result, exitCode } = await operator.ask<Result>(doctor);
    expect([exitCode, result.fit]).toEqual([0, true]);
    expect(inBrief(result)).toEqual([
      ['red', true, []],
      ['red01', true, []],
    ]);
    for (const { exam } of result.hosts) expect(exam?.diskSpeed?.writeMbps).toBeGreaterThan(0);
  });

  it('have nothing that --fix could do', async () => {
    const { exitCode, stdout } = await operator.bramble([...doctor, '--fix', '--yes']);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('there is nothing that --fix can do');
  });

  it('are left alone when the operator interrupts', async () => {
    const running = operator.start(doctor);
    await running.says(/virtual, from the lab/);
    running.kill('SIGINT');
    expect((await running.ended).exitCode).toBe(130);
    await operator.on('red', '! pgrep -x dd && ! ls /var/tmp/.bramble*');
  });

  it('have no LED, which identify says', async () => {
    const { exitCode, failures } = await operator.ask(['identify', 'red']);
    expect(exitCode).toBe(1);
    expect(failures).toEqual([
      expect.objectContaining({ host: 'red', code: 'HOST_UNSUITABLE', message: 'it has no LED that could blink' }),
    ]);
  });
});

describe('what deploy would refuse', () => {
  const refusedBy = async (component: string, env = {}) =>
    (await operator.ask(['plan', component, ...hosts], { env })).failures.map(({ host, message }) => [host, message]);
  const fatalOf = ({ hosts: reports }: Result) =>
    reports.flatMap(({ host, findings }) =>
      findings.filter(({ severity }) => severity === 'fatal').map(({ what }) => [host, what]),
    );

  it.each([
    ['spark', 'red01', 8081, 'worker'],
    ['hadoop', 'red', 9870, 'namenode'],
  ])('is fatal in the same words: a port that %s wants is taken', async (component, host, port, role) => {
    await operator.on(host, `systemd-run --unit=thief --collect python3 -m http.server ${port}`);
    await operator.on(host, `until ss -Hltn | grep -q :${port}; do sleep 0.1; done`);
    const { result, exitCode } = await operator.ask<Result>(['doctor', component, ...hosts]);
    const refused = await refusedBy(component);
    await operator.on(host, 'systemctl stop thief');
    expect(exitCode).toBe(1);
    expect(fatalOf(result)).toEqual([
      [host, expect.stringMatching(new RegExp(`^port ${port} of the ${role} is taken by python3 \\(pid \\d+\\)$`))],
    ]);
    expect(refused).toEqual(fatalOf(result));
  });

  it('is fatal in the same words: a clock that is hours away', async () => {
    // All clocks of a lab are the one of this machine, so it is the operator's that is wrong.
    const late = 'data:text/javascript,const now = Date.now; Date.now = () => now() - 4 * 3600e3';
    const env = { NODE_OPTIONS: `--import=${late.replaceAll(' ', '%20')}` };
    const { result, exitCode } = await operator.ask<Result>(doctor, { env });
    expect(exitCode).toBe(1);
    expect(fatalOf(result)).toEqual([
      ['red', "its clock is 240 minutes ahead of this machine's"],
      ['red01', "its clock is 240 minutes ahead of this machine's"],
    ]);
    expect(await refusedBy('spark', env)).toEqual(fatalOf(result));
  });

  it('is fatal in the same words: a disk that made itself read-only', async () => {
    await operator.on('red', 'mount --bind /opt /opt && mount -o remount,bind,ro /opt');
    const { result, exitCode } = await operator.ask<Result>(doctor);
    const refused = await refusedBy('spark');
    await operator.on('red', 'umount /opt');
    expect(exitCode).toBe(1);
    expect(fatalOf(result)).toEqual([['red', '/opt cannot be written, not even by root']]);
    expect(refused).toEqual(fatalOf(result));
  });
});

describe('a host that cannot be looked at', () => {
  it('is reported with what to do, beside the others', async () => {
    const { result, exitCode } = await operator.ask<Result>(['doctor', '--hosts', 'red,no-such-host.invalid']);
    expect(exitCode).toBe(1);
    expect(inBrief(result)).toEqual([
      ['red', true, []],
      ['no-such-host', false, [expect.stringMatching(/^reach: the name no-such-host.invalid does not resolve/)]],
    ]);
  });

  it('because sudo wants a password, is reported with what to do', async () => {
    await operator.on('red01', addAsked);
    const words = ['doctor', '--hosts', 'red,asked@red01'];
    const { result, exitCode } = await operator.ask<Result>(words);
    expect(exitCode).toBe(1);
    expect(result.hosts[1]?.findings).toEqual([
      expect.objectContaining({
        id: 'sudo',
        what: 'sudo wants the password of user asked, and none was given',
        fix: 'add --ask-sudo-password',
      }),
    ]);
    expect(result.hosts[0]?.fit).toBe(true);
    const given = await operator.ask<Result>([...words, '--ask-sudo-password'], { input: 'the right one\n' });
    expect([given.exitCode, given.result.fit]).toEqual([0, true]);
    expect(given.stdout + given.stderr).not.toContain('the right one');
  });

  it('because it is down, is reported with what to do', async () => {
    await operator.on('red01', 'systemctl stop ssh.socket 2>/dev/null; systemctl stop ssh');
    const { stdout, exitCode } = await operator.bramble([...doctor, '--timeout', '4']);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^red01 +NOT FIT$/m);
    expect(stdout).toContain('refuses connections on port 22');
    expect(stdout).toContain('not fit for a cluster: 1 of 2 hosts');
  });
});

describe('--fix', () => {
  const red = ['doctor', '--hosts', 'red'];
  const forget = "sed -i.kept '/[[:space:]]red$/d' /etc/hosts";
  const ownName = [{ host: 'red', fix: 'own-name', because: 'its own name, red, resolves to no address there' }];

  beforeAll(() => operator.on('red', forget));
  afterEach(async () => {
    expect(await operator.on('red', 'ls -A /var/tmp | grep bramble || true')).toBe('');
  });

  it('changes nothing before it was told to', async () => {
    const { exitCode, stderr } = await operator.bramble([...red, '--fix']);
    expect(exitCode).toBe(3);
    expect(stderr).toContain('not confirmed: nothing was changed');
    const dry = await operator.ask<Result>([...red, '--fix', '--dry-run']);
    expect(dry.result.fixes).toEqual({ done: false, plan: ownName });
    expect(await operator.on('red', 'getent hosts red || echo nothing')).toBe('nothing');
  });

  it('shows what it does, does it, and finds nothing more to do', async () => {
    const { exitCode, stdout } = await operator.bramble([...red, '--fix', '--yes']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^red +add its own name to \/etc\/hosts.* resolves to no address there$/m);
    expect(stdout).toContain('✓ red: add its own name');
    expect(await operator.on('red', 'getent hosts red')).toMatch(/^127\.0\.1\.1 +red$/);
    const again = await operator.ask<Result>([...red, '--fix', '--yes']);
    expect(again.result.fixes).toEqual({ done: false, plan: [] });
  });
});

const addAsked = `useradd -m -s /bin/bash asked; echo "asked:the right one" | chpasswd
cp -r /home/pi/.ssh /home/asked/; chown -R asked: /home/asked/.ssh
echo "asked ALL=(ALL) ALL" > /etc/sudoers.d/zz-test; chmod 440 /etc/sudoers.d/zz-test`;

/** Logging in is written down, and timedatectl wakes a service for half a minute; nothing else may change. */
const passing = [/\/var\/log\//, /\/var\/lib\/systemd\//, /\/var\/tmp\/systemd-private-\w+-systemd-timedated/];
