import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Endpoint } from '../../src/host/endpoint.ts';
import { endpointAlias, renderOpenSshConfig } from '../../src/host/openssh-config.ts';

const gate: Endpoint = {
  name: 'gate',
  hostName: '192.0.2.1',
  port: 22,
  user: 'me',
  identityFiles: ['/home/alice/.ssh/id_ed25519'],
  namesIdentities: true,
  identitiesOnly: false,
  keyName: '192.0.2.1',
  knownHostsFiles: [],
};

const red: Endpoint = {
  ...gate,
  name: 'red',
  hostName: 'fe80::1%eth0',
  port: 2222,
  user: 'pi',
  identityFiles: ['/home/alice/my keys/100%'],
  agentSocket: '/run/agent',
  keyName: 'red-alias',
  via: { kind: 'jump', endpoint: gate },
};

const setup = { knownHostsFiles: ['/cluster/known_hosts', '/home/al ice/known'], settings: { BatchMode: 'yes' } };

describe('renderOpenSshConfig', () => {
  it('writes the whole way to a host', () => {
    expect(renderOpenSshConfig(red, setup)).toBe(`Host red
  BatchMode yes
  HostName "fe80::1%%eth0"
  Port 2222
  User "pi"
  HostKeyAlias "red-alias"
  ProxyJump jump-1-gate
  IdentityFile "/home/alice/my keys/100%%"
  IdentitiesOnly no
  IdentityAgent "/run/agent"

Host jump-1-gate
  HostName "192.0.2.1"
  Port 22
  User "me"
  IdentityFile "/home/alice/.ssh/id_ed25519"
  IdentitiesOnly no
  IdentityAgent none

Host *
  UserKnownHostsFile "/cluster/known_hosts" "/home/al ice/known"
  ConnectTimeout 10
  ServerAliveInterval 5
  ServerAliveCountMax 2
  ControlMaster no
  ControlPath none
  Compression no
`);
  });

  it('offers only the key that was accepted, where that is known', () => {
    const text = renderOpenSshConfig(gate, { ...setup, identityFile: '/tmp/key.pub' });
    expect(text.match(/Identit.*/g)).toEqual([
      'IdentityFile "/tmp/key.pub"',
      'IdentitiesOnly yes',
      'IdentityAgent none',
    ]);
  });

  it('is read by ssh as it was meant', () => {
    const read = askSsh(renderOpenSshConfig(red, setup), 'red');
    expect(read).toMatchObject({
      hostname: 'fe80::1%eth0',
      port: '2222',
      user: 'pi',
      hostkeyalias: 'red-alias',
      proxyjump: 'jump-1-gate',
      identityfile: '/home/alice/my keys/100%%',
      identityagent: '/run/agent',
      userknownhostsfile: '/cluster/known_hosts /home/al ice/known',
      batchmode: 'yes',
    });
  });

  it('keeps a ProxyCommand as it is', () => {
    const command = 'nc -X 5 192.0.2.1 %d';
    const text = renderOpenSshConfig({ ...gate, via: { kind: 'command', command } }, setup);
    expect(askSsh(text, 'gate').proxycommand).toBe('nc -X 5 192.0.2.1 %%d');
  });
});

describe('endpointAlias', () => {
  it('has no sign that means something in a pattern', () => {
    expect(endpointAlias({ ...gate, name: 'pi@*:22 ?' })).toBe('pi___22__');
  });
});

function askSsh(text: string, host: string): Record<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'bramble-ssh-g-'));
  try {
    writeFileSync(join(folder, 'config'), text);
    const lines = execFileSync('ssh', ['-F', join(folder, 'config'), '-G', host], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).split('\n');
    return Object.fromEntries(lines.map((line) => [line.split(' ')[0], line.replace(/^\S+ /, '')]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
