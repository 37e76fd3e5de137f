import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SshConfig } from '../../src/config/ssh-config.ts';
import type { Target } from '../../src/domain/target.ts';
import type { ConnectOptions, Fingerprint } from '../../src/host/connect.ts';

/** A real sshd on loopback, for one test file. */
export interface Sshd {
  readonly port: number;
  /** Its configuration, keys (`host-ed25519`, `id`, each with `.pub`), log, and `bin`; the home of whoever logs in. */
  readonly directory: string;
  /** Private key that lets the present user in. */
  readonly identityFile: string;
  readonly target: Target;
  /** Fingerprints that were reported as new. */
  readonly reported: Fingerprint[];
  /** Options that reach it with nothing of this machine's own configuration. */
  options(changes?: Partial<ConnectOptions>): ConnectOptions;
  /** Ends its sessions as a failing network would: without a word. */
  dropSessions(): void;
  log(): string;
  stop(): Promise<void>;
}

interface Wishes {
  readonly hostKeys?: readonly string[];
  readonly config?: readonly string[];
}

/** Starts sshd with a configuration, host keys and an authorized key of its own. */
export async function startSshd({ hostKeys = ['ed25519'], config = [] }: Wishes = {}): Promise<Sshd> {
  const directory = mkdtempSync(join(tmpdir(), 'bramble-sshd-'));
  chmodSync(directory, 0o755); // sshd reads the authorized keys as the user who logs in
  const port = await freePort();
  const identityFile = join(directory, 'id');
  makeKey(identityFile);
  for (const type of hostKeys) makeKey(join(directory, `host-${type}`), { type });
  writeFileSync(join(directory, 'authorized'), readFileSync(`${identityFile}.pub`));
  const keyLines = hostKeys.map((type) => `HostKey ${directory}/host-${type}`);
  writeFileSync(join(directory, 'config'), configText(directory, port, [...keyLines, ...config]));
  const daemon = await launch(directory, port);
  const reported: Fingerprint[] = [];
  return {
    port,
    directory,
    identityFile,
    reported,
    target: { name: 'red', address: '127.0.0.1', port, user: userInfo().username },
    options: (changes = {}) => ({
      identityFiles: [identityFile],
      sshConfig: { ...emptySshConfig, home: directory },
      knownHosts: { clusterFile: join(directory, 'cluster', 'known_hosts'), alsoTrust: [] },
      onNewHostKey: (fingerprint) => reported.push(fingerprint),
      ...changes,
    }),
    dropSessions: () => killAll(descendantsOf(daemon.pid).filter(isSshd)),
    log: () => readFileSync(join(directory, 'log'), 'utf8'),
    async stop() {
      await halt(daemon);
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** An operator without ~/.ssh/config and agent. */
const emptySshConfig: SshConfig = { entries: [], localUser: userInfo().username, home: '/nonexistent' };

/** Makes a key pair in the place of any that is there. */
export function makeKey(path: string, { passphrase = '', type = 'ed25519' } = {}): void {
  rmSync(path, { force: true });
  execFileSync('ssh-keygen', ['-q', '-t', type, '-N', passphrase, '-C', 'test', '-f', path]);
}

function configText(directory: string, port: number, extra: readonly string[]): string {
  return [
    ...extra, // first, since sshd takes the first value of each keyword
    `Port ${port}`,
    'ListenAddress 127.0.0.1',
    `AuthorizedKeysFile ${directory}/authorized`,
    'PasswordAuthentication no',
    'PermitRootLogin prohibit-password',
    'StrictModes no',
    'UsePAM no',
    'PidFile none',
    'LogLevel VERBOSE',
    // Whatever the person has in .bashrc stays out, and a test may put programs of its own before the system's.
    `SetEnv HOME=${directory} PATH=${directory}/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`,
    '',
  ].join('\n');
}

async function launch(directory: string, port: number): Promise<ChildProcess> {
  if (!existsSync('/usr/sbin/sshd')) throw new Error('these tests start a real sshd: apt-get install openssh-server');
  if (userInfo().uid === 0) mkdirSync('/run/sshd', { recursive: true });
  const log = openSync(join(directory, 'log'), 'a');
  const words = ['-D', '-e', '-f', join(directory, 'config')];
  const daemon = spawn('/usr/sbin/sshd', words, { stdio: ['ignore', log, log] });
  for (let tries = 0; tries < 100; tries += 1) {
    if (await answers(port)) return daemon;
    await sleep(50);
  }
  daemon.kill();
  throw new Error(`sshd did not start: ${readFileSync(join(directory, 'log'), 'utf8')}`);
}

async function halt(daemon: ChildProcess): Promise<void> {
  const left = descendantsOf(daemon.pid);
  const ended = new Promise((resolve) => daemon.once('exit', resolve));
  daemon.kill();
  await ended;
  killAll(left);
}

function killAll(pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // it had ended already
    }
  }
}

function isSshd(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('sshd');
  } catch {
    return false; // it has ended
  }
}

function descendantsOf(pid: number | undefined): number[] {
  const children = childrenOf(pid);
  return [...children, ...children.flatMap(descendantsOf)];
}

function childrenOf(pid: number | undefined): number[] {
  try {
    const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
    return text.trim().split(/\s+/).filter(Boolean).map(Number);
  } catch {
    return []; // it has ended
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

/** A TCP port that nothing listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
