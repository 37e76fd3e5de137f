import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { applyFixes } from '../../src/doctor/fix.ts';
import { type SafeFixName, safeFixes } from '../../src/doctor/safe-fixes.ts';
import { FakeHost } from '../support/fake-host.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fixes-'));
  return () => rmSync(folder, { recursive: true });
});

/** Puts a program of this name first on the PATH. */
function pretend(name: string, text: string): void {
  writeFileSync(join(folder, name), `#!/bin/sh\n${text}\n`);
  chmodSync(join(folder, name), 0o755);
}

function run(fix: SafeFixName): void {
  const script = safeFixes[fix].script.replaceAll('/etc/hosts', join(folder, 'hosts'));
  const env = { ...process.env, PATH: `${folder}:${process.env.PATH}` };
  execFileSync('sh', ['-s'], { input: `set -eu\n${script}\n`, env });
}

const hosts = () => readFileSync(join(folder, 'hosts'), 'utf8');

describe('a machine that does not know its own name', () => {
  beforeEach(() => {
    pretend('hostname', 'echo red');
    pretend('getent', `grep -q "$2" ${join(folder, 'hosts')}`);
  });

  it.each([
    ['127.0.0.1 localhost\n', '127.0.0.1 localhost\n127.0.1.1\tred\n'],
    ['127.0.0.1 localhost', '127.0.0.1 localhost\n127.0.1.1\tred\n'],
    ['', '127.0.1.1\tred\n'],
  ])('gets it added to %j', (before, after) => {
    writeFileSync(join(folder, 'hosts'), before);
    run('own-name');
    expect(hosts()).toBe(after);
  });

  it('gets it once', () => {
    writeFileSync(join(folder, 'hosts'), '127.0.0.1 localhost\n');
    run('own-name');
    const once = hosts();
    run('own-name');
    expect(hosts()).toBe(once);
  });
});

it.each<[SafeFixName, string, string]>([
  ['time-sync-on', 'timedatectl', 'set-ntp true\n'],
  ['package-cache', 'apt-get', 'clean\n'],
])('%s asks %s to %s', (fix, program, words) => {
  pretend(program, `echo "$@" >> ${join(folder, 'called')}`);
  run(fix);
  expect(readFileSync(join(folder, 'called'), 'utf8')).toBe(words);
});

describe('applying fixes', () => {
  const plan = (['time-sync-on', 'own-name'] as const).map((fix) => ({ host: 'red', fix, because: 'it is so' }));
  const context = { signal: new AbortController().signal, report: () => {} };

  it('runs those of a host on that host, one after the other, as root', async () => {
    const [red, red01] = [new FakeHost('red').answers(['sh', '-s']), new FakeHost('red01')];
    await applyFixes(plan, [red, red01], context);
    expect(
      red.ran.map(({ stdin, sudo }) => [sudo, stdin.includes('timedatectl'), stdin.includes('/etc/hosts')]),
    ).toEqual([
      [true, true, false],
      [true, false, true],
    ]);
    expect(red01.ran).toEqual([]);
  });

  it('says what could not be done, where and why', async () => {
    const red = new FakeHost('red').answers(['sh', '-s'], {
      exitCode: 1,
      stderr: 'Failed to set ntp: NTP not supported\n',
    });
    await expect(applyFixes(plan, [red], context)).rejects.toMatchObject({
      failures: [
        expect.objectContaining({
          host: 'red',
          message: 'could not switch on the synchronisation of the clock',
          evidence: 'Failed to set ntp: NTP not supported',
        }),
      ],
    });
    expect(red.ran).toHaveLength(1);
  });
});
