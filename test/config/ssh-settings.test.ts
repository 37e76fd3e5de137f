import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { resolveSshSettings } from '../../src/config/ssh-settings.ts';
import { sshConfigOf } from '../support/ssh-config-of.ts';

const resolve = (text: string, host = 'red', query = {}) => resolveSshSettings(sshConfigOf(text), { host, ...query });

describe('resolveSshSettings', () => {
  it('says little about a host of which nothing is written', () => {
    expect(resolve('')).toEqual({
      hostName: 'red',
      identityFiles: [],
      identitiesOnly: false,
      proxyJump: [],
      knownHostsFiles: [],
    });
  });

  it('lets the first value win, and gathers identity files', () => {
    const text =
      'Host red\n  User pi\n  IdentityFile ~/a\nHost *\n  User other\n  IdentityFile %d/b\n  IdentityFile ~/a\n';
    expect(resolve(text)).toMatchObject({ user: 'pi', identityFiles: ['/home/alice/a', '/home/alice/b'] });
  });

  it('understands keywords in any case, and an equals sign', () => {
    expect(resolve('HOST red\n  user=pi\n  pOrT 2222\n')).toMatchObject({ user: 'pi', port: 2222 });
  });

  it('leaves identity files out that are none', () => {
    expect(resolve('IdentityFile none\nIdentitiesOnly yes\n')).toMatchObject({
      identityFiles: [],
      identitiesOnly: true,
    });
  });

  it('asks the agent that the configuration names', () => {
    const running = { ...sshConfigOf(''), agentSocket: '/run/agent' };
    const asked = (text: string) =>
      resolveSshSettings({ ...running, entries: sshConfigOf(text).entries }, { host: 'red' }).agentSocket;
    expect(asked('')).toBe('/run/agent');
    expect(asked('IdentityAgent SSH_AUTH_SOCK\n')).toBe('/run/agent');
    expect(asked('IdentityAgent ~/my agent\n')).toBe('/home/alice/my agent');
    expect(asked('IdentityAgent none\n')).toBeUndefined();
  });

  it('takes ProxyJump or ProxyCommand, whichever stands first', () => {
    const both = { jump: 'ProxyJump gate\n', command: 'ProxyCommand nc %h %p\n' };
    expect(resolve(both.jump + both.command)).toMatchObject({ proxyJump: ['gate'] });
    expect(resolve(both.jump + both.command).proxyCommand).toBeUndefined();
    expect(resolve(both.command + both.jump)).toMatchObject({ proxyJump: [], proxyCommand: 'nc red 22' });
    expect(resolve('ProxyCommand none\n').proxyCommand).toBeUndefined();
  });
});

// The real thing is the judge of what a configuration means.
describe('resolveSshSettings and ssh -G agree on', () => {
  it.each([
    ['patterns', 'Host red? !red9\n  Port 1\nHost *\n  Port 2\n', ['red1', 'red9', 'red', 'blue']],
    ['several patterns', 'Host red blue*\n  Port 1\n', ['red', 'blue7', 'green']],
    ['values before any Host', 'Port 7\nHost red\n  Port 8\n  User x\n', ['red', 'blue']],
    ['Match host after HostName', 'Host red\n  HostName red.local\nMatch host *.local\n  Port 9\n', ['red', 'blue']],
    ['Match originalhost', 'Host red\n  HostName x\nMatch originalhost red\n  Port 9\n', ['red', 'x']],
    ['Match user', 'Host red\n  User pi\nMatch user pi\n  Port 9\n', ['red', 'blue']],
    ['Match with a negation', 'Match !host red\n  Port 9\n', ['red', 'blue']],
    [
      'Match with several criteria',
      'Match host red user nobody\n  Port 9\nMatch host red,blue\n  Port 8\n',
      ['red', 'blue'],
    ],
    ['Match all', 'Match all\n  Port 9\n', ['red']],
    ['Match final', 'Host red\n  HostName r.local\nMatch final host r.local\n  Port 9\n', ['red', 'blue']],
    ['Match exec', 'Match exec "test %h = red"\n  Port 9\n', ['red', 'blue']],
    ['HostName with a token', 'HostName %h.local\n', ['red']],
    [
      'ProxyJump',
      'Host red\n  ProxyJump a,b@c:3\nHost blue\n  ProxyJump none\nHost *\n  ProxyJump gate\n',
      ['red', 'blue', 'x'],
    ],
    ['comments and quotes', '# Port 1\nHost "red" # no\n  User "pi"\n  Port 4 # x\n', ['red']],
  ])('%s', (_what, text, hosts) => {
    for (const host of hosts) {
      const { hostName, user, port, proxyJump } = resolve(text, host);
      const expected = askSsh(text, host);
      expect({ host, hostName, port: String(port ?? 22), jump: proxyJump.join(',') }).toEqual({
        host,
        hostName: expected.get('hostname'),
        port: expected.get('port'),
        jump: expected.get('proxyjump') ?? '',
      });
      if (user !== undefined) expect(user).toBe(expected.get('user'));
    }
  });
});

function askSsh(text: string, host: string): Map<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'bramble-ssh-g-'));
  try {
    writeFileSync(join(folder, 'config'), text);
    const lines = execFileSync('ssh', ['-F', join(folder, 'config'), '-G', host], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).split('\n');
    return new Map(lines.map((line) => [line.split(' ')[0] ?? '', line.replace(/^\S+ /, '')]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
