import { spawn } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { explain } from '../../src/errors.ts';
import { type ConnectOptions, connectHost } from '../../src/host/connect.ts';
import { createConnectionPool } from '../../src/host/connection-pool.ts';
import type { Host } from '../../src/host/host.ts';
import { sshConfigOf } from '../support/ssh-config-of.ts';
import { freePort, makeKey, type Sshd, startSshd } from '../support/sshd.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }); // real programs, perhaps on a busy machine

let sshd: Sshd;
const opened: Host[] = [];

beforeAll(async () => {
  sshd = await startSshd();
});
afterEach(() => Promise.all(opened.splice(0).map((host) => host.close())));
afterAll(() => sshd.stop());

async function connect(changes: Partial<ConnectOptions> = {}, target = sshd.target): Promise<Host> {
  const host = await connectHost(target, sshd.options(changes));
  opened.push(host);
  return host;
}

const keyFile = (name: string, options = {}) => {
  const path = join(sshd.directory, name);
  makeKey(path, options);
  return path;
};

describe('logging in', () => {
  it('uses one connection, and one command for one run', async () => {
    const host = await connect();
    await host.run(['true']);
    expect(host.usage).toEqual({ connections: 1, commands: 1 });
  });

  it('goes on to the next key when one is not accepted', async () => {
    const host = await connect({ identityFiles: [keyFile('stranger'), sshd.identityFile] });
    expect((await host.run(['true'])).exitCode).toBe(0);
  });

  it('finds the key in ~/.ssh/config', async () => {
    const config = sshConfigOf(
      `Host red\n  HostName 127.0.0.1\n  Port ${sshd.port}\n  IdentityFile ${sshd.identityFile}\n`,
    );
    const sshConfig = { ...config, localUser: sshd.target.user ?? '' };
    const host = await connect({ identityFiles: [], sshConfig }, { name: 'red', address: 'red' });
    expect((await host.run(['true'])).exitCode).toBe(0);
  });

  it('lists the keys that were tried, never what is in them', async () => {
    const stranger = keyFile('stranger');
    const error = await connect({ identityFiles: [stranger, '/no/such/key'] }).catch((failure) => failure);
    expect(error).toMatchObject({ code: 'AUTH_FAILED', host: 'red' });
    expect(explain(error)).toContain(`tried: ${stranger}`);
    expect(explain(error)).toContain('not tried: /no/such/key does not exist');
    expect(explain(error)).toContain(`ssh -v -p ${sshd.port}`);
    expect(explain(error)).not.toContain(readFileSync(stranger, 'utf8').split('\n')[1]);
  });

  it('says that there was no key at all', async () => {
    const error = await connect({ identityFiles: [] }).catch((failure) => failure);
    expect(explain(error)).toContain('there was no key to try');
  });

  it('says ssh-add for a key with a passphrase', async () => {
    const locked = keyFile('locked', { passphrase: 'long enough' });
    await expect(connect({ identityFiles: [locked] })).rejects.toMatchObject({
      code: 'AUTH_FAILED',
      hint: `ssh-add ${locked}`,
      evidence: `not tried: ${locked} has a passphrase and is not in the agent`,
    });
  });

  it('says ssh-copy-id where the host takes passwords', async () => {
    const open = await startSshd({ config: ['PasswordAuthentication yes', 'PermitRootLogin yes'] });
    try {
      const options = open.options({ identityFiles: [keyFile('stranger')] });
      await expect(connectHost(open.target, options)).rejects.toMatchObject({
        code: 'AUTH_FAILED',
        hint: expect.stringContaining(`ssh-copy-id -p ${open.port}`),
      });
    } finally {
      await open.stop();
    }
  });

  it('names the user who was not let in', async () => {
    const running = connect({}, { ...sshd.target, user: 'nobody-here' });
    await expect(running).rejects.toThrow('user nobody-here was not let in by any key');
  });
});

describe('a host that opens no more sessions', () => {
  it('is asked again until one is free', async () => {
    const narrow = await startSshd({ config: ['MaxSessions 2'] });
    try {
      const host = await connectHost(narrow.target, narrow.options());
      const outputs = await Promise.all([1, 2, 3, 4, 5, 6].map((n) => host.run(['sh', '-c', `sleep 0.3; echo ${n}`])));
      expect(outputs.map(({ stdout }) => stdout).join('')).toBe('1\n2\n3\n4\n5\n6\n');
      await host.close();
    } finally {
      await narrow.stop();
    }
  });
});

describe('an agent', () => {
  const withAgent = async (work: (socket: string) => Promise<void>, keys: readonly string[]) => {
    const socket = join(sshd.directory, 'agent');
    const agent = spawn('ssh-agent', ['-D', '-a', socket], { stdio: 'ignore' });
    try {
      await waitFor(socket, keys);
      await work(socket);
    } finally {
      agent.kill();
    }
  };
  const waitFor = async (socket: string, keys: readonly string[]) => {
    const askpass = join(sshd.directory, 'askpass');
    writeFileSync(askpass, '#!/bin/sh\necho long enough\n');
    chmodSync(askpass, 0o755);
    const environment = { ...process.env, SSH_AUTH_SOCK: socket, SSH_ASKPASS: askpass, SSH_ASKPASS_REQUIRE: 'force' };
    for (const key of keys) {
      const add = () =>
        new Promise((resolve) => spawn('ssh-add', ['-q', key], { env: environment }).on('close', resolve));
      for (let tries = 0; tries < 20 && (await add()) !== 0; tries += 1) await new Promise((r) => setTimeout(r, 100));
    }
  };
  const asking = (agentSocket: string) => ({ sshConfig: { ...sshd.options().sshConfig, agentSocket } });

  it('opens a key with a passphrase', async () => {
    const locked = keyFile('locked', { passphrase: 'long enough' });
    writeFileSync(
      join(sshd.directory, 'authorized'),
      readFileSync(`${sshd.identityFile}.pub`, 'utf8') + readFileSync(`${locked}.pub`, 'utf8'),
    );
    await withAgent(
      async (socket) => {
        const host = await connect({ identityFiles: [locked], ...asking(socket) });
        expect((await host.run(['true'])).exitCode).toBe(0);
      },
      [keyFile('stranger'), locked],
    );
  });

  it('is enough where no key is named, and carries uploads too', async () => {
    await withAgent(
      async (socket) => {
        const host = await connect({ identityFiles: [], ...asking(socket) });
        const notes: string[] = [];
        const to = join(sshd.directory, 'by-agent');
        await host.upload(sshd.identityFile, to, { onNote: (note) => notes.push(note) });
        expect(notes).toEqual([]);
        expect(readFileSync(to)).toEqual(readFileSync(sshd.identityFile));
      },
      [keyFile('stranger'), sshd.identityFile],
    );
  });

  it('that does not answer is named', async () => {
    const error = await connect({ identityFiles: [keyFile('stranger')], ...asking('/no/agent') }).catch(
      (failure) => failure,
    );
    expect(explain(error)).toContain('not tried: agent at /no/agent does not answer');
  });
});

describe('a host that is not there', () => {
  let mute: Server;
  beforeAll(async () => {
    mute = createServer();
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => mute.close());
  const mutePort = () => (mute.address() as { port: number }).port; // a TCP server that listens

  it('has a name that does not resolve', async () => {
    const running = connect({}, { name: 'red', address: 'red.invalid' });
    await expect(running).rejects.toMatchObject({ code: 'HOST_UNRESOLVED', host: 'red', hint: expect.any(String) });
  });

  it('refuses the connection', async () => {
    const port = await freePort();
    await expect(connect({}, { ...sshd.target, port })).rejects.toMatchObject({
      code: 'HOST_UNREACHABLE',
      message: `127.0.0.1 refuses connections on port ${port}`,
    });
  });

  it('takes the connection and says nothing', async () => {
    const running = connect({ timeoutMs: 400 }, { ...sshd.target, port: mutePort() });
    await expect(running).rejects.toMatchObject({
      code: 'HOST_TIMEOUT',
      message: `127.0.0.1 took the connection on port ${mutePort()}, but no login was done within 0.4 s`,
    });
  });

  it('speaks something else than SSH', async () => {
    const server = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number }; // a TCP server that listens
    try {
      await expect(connect({}, { ...sshd.target, port })).rejects.toMatchObject({ code: 'HOST_UNREACHABLE' });
    } finally {
      server.close();
    }
  });

  it('is not waited for after an interruption', async () => {
    const abort = new AbortController();
    const running = connect({ signal: abort.signal }, { ...sshd.target, port: mutePort() });
    setTimeout(() => abort.abort(), 100);
    await expect(running).rejects.toMatchObject({ code: 'INTERRUPTED' });
  });
});

describe('a way through other hosts', () => {
  let far: Sshd;
  beforeAll(async () => {
    far = await startSshd();
  });
  afterAll(() => far.stop());

  const user = () => sshd.target.user ?? '';
  const through = (lines: string) => {
    const config = sshConfigOf(
      `Host far*\n  HostName 127.0.0.1\n  Port ${far.port}\n  ${lines}\nHost gate\n  HostName 127.0.0.1\n  Port ${sshd.port}\n`,
    );
    const identityFiles = [sshd.identityFile, far.identityFile];
    return { sshConfig: { ...config, localUser: user() }, identityFiles, pool: createConnectionPool() };
  };
  const logins = () => sshd.log().split('Accepted publickey').length - 1;

  it('leads through one connection to the jump host, for any number of hosts', async () => {
    const before = logins();
    const options = through('ProxyJump gate');
    const hosts = await Promise.all(['far1', 'far2', 'far3'].map((name) => connect(options, { name, address: name })));
    for (const host of hosts)
      expect((await host.run(['sh', '-c', 'echo $SSH_CONNECTION'])).stdout).toContain('127.0.0.1');
    expect(logins() - before).toBe(1);
  });

  it('checks the key of the jump host in the same way', async () => {
    sshd.reported.splice(0);
    const clusterFile = join(sshd.directory, 'jump-known');
    await connect(
      { ...through('ProxyJump gate'), knownHosts: { clusterFile, alsoTrust: [] } },
      { name: 'far', address: 'far' },
    );
    expect(sshd.reported.map(({ host }) => host)).toEqual(['gate', 'far']);
    const changed = readFileSync(clusterFile, 'utf8').replace(
      / AAAA.*/,
      ` ${readFileSync(`${sshd.identityFile}.pub`, 'utf8').split(' ')[1]}`,
    );
    writeFileSync(clusterFile, changed);
    const running = connect(
      { ...through('ProxyJump gate'), knownHosts: { clusterFile, alsoTrust: [] } },
      { name: 'far', address: 'far' },
    );
    await expect(running).rejects.toMatchObject({
      code: 'HOST_KEY_CHANGED',
      host: 'far',
      message: 'it is reached through gate, and that did not work',
    });
  });

  it('carries uploads', async () => {
    const host = await connect(through('ProxyJump gate'), { name: 'far', address: 'far' });
    const to = join(far.directory, 'through-jump');
    const notes: string[] = [];
    await host.upload(sshd.identityFile, to, { onNote: (note) => notes.push(note) });
    expect(readFileSync(to)).toEqual(readFileSync(sshd.identityFile));
    expect(notes).toEqual([]);
  });

  it('says which jump host does not answer', async () => {
    const port = await freePort();
    const running = connect(through(`ProxyJump ${user()}@127.0.0.1:${port}`), { name: 'far', address: 'far' });
    await expect(running).rejects.toMatchObject({
      code: 'HOST_UNREACHABLE',
      host: 'far',
      message: 'it is reached through 127.0.0.1, and that did not work',
    });
  });

  it('may be a ProxyCommand', async () => {
    const host = await connect(through(`ProxyCommand ${process.execPath} ${relay()} %h %p`), {
      name: 'far',
      address: 'far',
    });
    expect((await host.run(['echo', 'in'])).stdout).toBe('in\n');
    const to = join(far.directory, 'through-command');
    await host.upload(sshd.identityFile, to);
    expect(readFileSync(to)).toEqual(readFileSync(sshd.identityFile));
  });

  it('says that a ProxyCommand failed', async () => {
    const running = connect(through('ProxyCommand sh -c "echo no way >&2; exit 3"'), { name: 'far', address: 'far' });
    await expect(running).rejects.toMatchObject({
      code: 'HOST_UNREACHABLE',
      host: 'far',
      cause: { message: 'the ProxyCommand ended with 3: no way' },
    });
  });

  const relay = () => {
    const path = join(sshd.directory, 'relay.mjs');
    const [connectTo, port] = ['process.argv[2]', 'Number(process.argv[3])'];
    writeFileSync(
      path,
      `import net from 'node:net'; const s = net.connect(${port}, ${connectTo}); process.stdin.pipe(s).pipe(process.stdout);`,
    );
    return path;
  };
});
