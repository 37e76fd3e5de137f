import { readFileSync } from 'node:fs';
import type { LookupFunction } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type ConnectOptions, connectHost } from '../../src/host/connect.ts';
import { createConnectionPool } from '../../src/host/connection-pool.ts';
import type { Host } from '../../src/host/host.ts';
import { localNameOf } from '../../src/host/local-name.ts';
import { openSshArguments } from '../../src/host/openssh.ts';
import { sshConfigOf } from '../support/ssh-config-of.ts';
import { type Sshd, startSshd } from '../support/sshd.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }); // real programs, perhaps on a busy machine

let sshd: Sshd;
const opened: Host[] = [];
const asked: string[] = [];

beforeAll(async () => {
  sshd = await startSshd();
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((host) => host.close()));
  asked.splice(0);
});
afterAll(() => sshd.stop());

/** A network in which only these names mean something, each this machine. */
function namesOnly(...names: readonly string[]): Partial<ConnectOptions> {
  const lookup: LookupFunction = (name, options, done) => {
    asked.push(name);
    if (!names.includes(name)) done(Object.assign(new Error(`no ${name}`), { code: 'ENOTFOUND' }), '');
    else if (options.all) done(null, [{ address: '127.0.0.1', family: 4 }]);
    else done(null, '127.0.0.1', 4);
  };
  return { lookup, pool: createConnectionPool() };
}

const red = () => ({ ...sshd.target, address: 'red' });

async function connect(options: Partial<ConnectOptions>, target = red()): Promise<Host> {
  const host = await connectHost(target, sshd.options(options));
  opened.push(host);
  return host;
}

describe('a host whose plain name has no address', () => {
  it('is found under its local name', async () => {
    const host = await connect(namesOnly('red.local'));
    expect((await host.run(['echo', 'in'])).stdout).toBe('in\n');
    expect(host.name).toBe('red');
    expect(asked).toEqual(['red', 'red.local']);
  });

  it('has its key pinned under the plain name, so that it is the same host once the network knows that one', async () => {
    const clusterFile = join(sshd.directory, 'local-known');
    const knownHosts = { clusterFile, alsoTrust: [] };
    sshd.reported.splice(0);
    await connect({ ...namesOnly('red.local'), knownHosts });
    await connect({ ...namesOnly('red'), knownHosts });
    expect(readFileSync(clusterFile, 'utf8').split(' ')[0]).toBe(`[red]:${sshd.port}`);
    expect(sshd.reported.map(({ host }) => host)).toEqual(['red']);
  });

  it('is found as a jump host too', async () => {
    const config = sshConfigOf(`Host far\n  HostName 127.0.0.1\n  ProxyJump gate\nHost *\n  Port ${sshd.port}\n`);
    const sshConfig = { ...config, localUser: sshd.target.user ?? '' };
    const host = await connect({ ...namesOnly('gate.local'), sshConfig }, { name: 'far', address: 'far' } as never);
    expect((await host.run(['echo', 'through'])).stdout).toBe('through\n');
  });

  it('is shown to the OpenSSH client under the name that has an address, and the key under the plain one', async () => {
    const call = await openSshArguments(red(), sshd.options(namesOnly('red.local')));
    const text = readFileSync(call.words[1] ?? '', 'utf8');
    await call.remove();
    expect(text).toContain('HostName "red.local"');
    expect(text).toContain(`HostKeyAlias "[red]:${sshd.port}"`);
  });

  it('is an error that names both names where neither has one', async () => {
    await expect(connect(namesOnly())).rejects.toMatchObject({
      code: 'HOST_UNRESOLVED',
      message: 'the name red does not resolve to an address, nor does red.local',
    });
  });

  it('that stands in a domain is not looked for elsewhere', async () => {
    await expect(connect(namesOnly(), { ...red(), address: 'red.example.org' })).rejects.toMatchObject({
      message: 'the name red.example.org does not resolve to an address',
    });
    expect(asked).toEqual(['red.example.org']);
  });
});

it('asks for no local name where the plain one has an address', async () => {
  await connect(namesOnly('red', 'red.local'));
  expect(asked).toEqual(['red']);
});

it.each([
  ['red', 'red.local'],
  ['red.local', undefined],
  ['192.0.2.1', undefined],
  ['fe80::1', undefined],
])('knows the local name of %s', (name, local) => {
  expect(localNameOf(name)).toBe(local);
});
