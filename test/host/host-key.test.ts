import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { explain } from '../../src/errors.ts';
import { connectHost } from '../../src/host/connect.ts';
import { forgetHostKey } from '../../src/host/forget-host-key.ts';
import { makeKey, type Sshd, startSshd } from '../support/sshd.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }); // real programs, perhaps on a busy machine

describe('the host key of a real sshd', () => {
  let sshd: Sshd;
  beforeAll(async () => {
    sshd = await startSshd();
  });
  afterAll(() => sshd.stop());

  const file = (name: string) => join(sshd.directory, name);
  const publicLine = (name: string) =>
    readFileSync(file(`${name}.pub`), 'utf8')
      .split(' ')
      .slice(0, 2)
      .join(' ');
  const write = (name: string, text: string) => {
    writeFileSync(file(name), text);
    return file(name);
  };
  const connect = async (clusterFile: string, alsoTrust: string[] = []) => {
    const options = sshd.options({ knownHosts: { clusterFile, alsoTrust } });
    const host = await connectHost(sshd.target, options);
    await host.close();
  };

  it('is pinned anew once it was forgotten, and only in the cluster’s own file', async () => {
    const clusterFile = write('forgotten', `10.0.0.1 ${publicLine('id')}\n`);
    const options = sshd.options({ knownHosts: { clusterFile, alsoTrust: [] } });
    await connect(clusterFile);
    expect(await forgetHostKey(sshd.target, options)).toBe(true);
    expect(readFileSync(clusterFile, 'utf8')).toBe(`10.0.0.1 ${publicLine('id')}\n`);
    expect(await forgetHostKey(sshd.target, options)).toBe(false);
    await connect(clusterFile);
    expect(sshd.reported.splice(0)).toHaveLength(2);
  });

  it('is pinned on first use, reported once, and known from then on', async () => {
    const clusterFile = file('new/known_hosts');
    await connect(clusterFile);
    await connect(clusterFile);
    expect(sshd.reported.splice(0)).toEqual([
      { host: 'red', keyType: 'ssh-ed25519', sha256: expect.stringMatching(/^SHA256:[\w+/]{43}$/) },
    ]);
    expect(readFileSync(clusterFile, 'utf8')).toBe(`[127.0.0.1]:${sshd.port} ${publicLine('host-ed25519')}\n`);
  });

  it('is pinned in a form that ssh itself accepts', async () => {
    const clusterFile = file('openssh/known_hosts');
    await connect(clusterFile);
    const settings = [`UserKnownHostsFile=${clusterFile}`, 'StrictHostKeyChecking=yes', 'BatchMode=yes'];
    const words = settings.flatMap((setting) => ['-o', setting]);
    const login = ['-F', '/dev/null', '-i', sshd.identityFile, '-p', String(sshd.port), '127.0.0.1', 'echo in'];
    expect(execFileSync('ssh', [...words, ...login], { encoding: 'utf8' })).toBe('in\n');
  });

  it('begins a line of its own behind a file that ends without one', async () => {
    const clusterFile = write('unended', `blue ${publicLine('id')}`);
    await connect(clusterFile);
    expect(readFileSync(clusterFile, 'utf8').split('\n')).toHaveLength(3);
  });

  it('is believed from the hashed known_hosts of the person, and then pinned nowhere', async () => {
    sshd.reported.splice(0);
    const own = write('own', `[127.0.0.1]:${sshd.port} ${publicLine('host-ed25519')}\n`);
    execFileSync('ssh-keygen', ['-q', '-H', '-f', own], { stdio: 'ignore' });
    expect(readFileSync(own, 'utf8')).toMatch(/^\|1\|/);
    const clusterFile = write('empty', '');
    await connect(clusterFile, [own]);
    expect(readFileSync(clusterFile, 'utf8')).toBe('');
    expect(sshd.reported).toEqual([]);
  });

  it('stops everything when it has changed, and says where it stood and what to try', async () => {
    makeKey(file('former'));
    const clusterFile = write('changed', `# pinned\n[127.0.0.1]:${sshd.port} ${publicLine('former')}\n`);
    const error = await connect(clusterFile).catch((failure) => failure);
    expect(error).toMatchObject({ code: 'HOST_KEY_CHANGED', host: 'red' });
    expect(explain(error)).toContain(`(${clusterFile}, line 2)`);
    expect(explain(error)).toContain(`ssh-keygen -f ${clusterFile} -R '[127.0.0.1]:${sshd.port}'`);
    expect(readFileSync(clusterFile, 'utf8')).toContain(publicLine('former'));
  });

  it('sees none of our keys when it has changed', async () => {
    const clusterFile = write('changed-quiet', `[127.0.0.1]:${sshd.port} ${publicLine('id')}\n`);
    const before = sshd.log().length;
    await expect(connect(clusterFile)).rejects.toMatchObject({ code: 'HOST_KEY_CHANGED' });
    expect(sshd.log().slice(before)).not.toContain('publickey');
  });

  it('counts as changed where the host hides it behind another type', async () => {
    makeKey(file('ecdsa'), { type: 'ecdsa' });
    const clusterFile = write('type', `[127.0.0.1]:${sshd.port} ${publicLine('ecdsa')}\n`);
    await expect(connect(clusterFile)).rejects.toMatchObject({ code: 'HOST_KEY_CHANGED' });
  });
});

describe('a host with keys of several types', () => {
  it('is asked for the type that is known', async () => {
    const sshd = await startSshd({ hostKeys: ['ed25519', 'ecdsa'] });
    try {
      const ecdsa = readFileSync(join(sshd.directory, 'host-ecdsa.pub'), 'utf8').split(' ').slice(0, 2).join(' ');
      const clusterFile = join(sshd.directory, 'known');
      writeFileSync(clusterFile, `[127.0.0.1]:${sshd.port} ${ecdsa}\n`);
      const host = await connectHost(sshd.target, sshd.options({ knownHosts: { clusterFile, alsoTrust: [] } }));
      await host.close();
      expect(sshd.reported).toEqual([]);
    } finally {
      await sshd.stop();
    }
  });
});
