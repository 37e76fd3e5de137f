import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { type FileHandle, open } from 'node:fs/promises';
import { type Readable, Writable } from 'node:stream';
import { BrambleError } from '../errors.ts';
import type { ConnectOptions } from './connect-options.ts';
import { prepareOpenSsh } from './openssh.ts';
import type { Machine, Program } from './program.ts';
import { type Delivery, sendRest } from './send-rest.ts';
import type { SshConnection } from './ssh-connection.ts';

/** What an upload over SSH needs to know. */
export interface Way {
  readonly machine: Machine;
  readonly connection: SshConnection;
  readonly options: ConnectOptions;
  /** Whether the machine's processor has instructions for AES. */
  readonly hasAes: boolean;
}

/** What came of an attempt: it may be that OpenSSH could not even begin. */
export type Attempt = { readonly kind: 'sent' } | { readonly kind: 'not-begun'; readonly why: string };

/** Sends the rest of a file by the OpenSSH client, which reads it itself: no byte passes through this process. */
export async function sendByOpenSsh(way: Way, delivery: Delivery): Promise<Attempt> {
  const { machine, connection, options } = way;
  const settings = { ...batch, Ciphers: ciphersFor(way) };
  const call = await prepareOpenSsh(connection.endpoint, options, { identity: connection.identity, settings });
  const file = await openAt(delivery.localPath, delivery.offset);
  let hasBegun = false;
  const onReady = () => {
    hasBegun = true;
  };
  const open = async (line: string) => spawnSsh([...call.words, line], file.fd);
  try {
    await sendRest(machine, delivery, { open, onReady });
    return { kind: 'sent' };
  } catch (error) {
    if (hasBegun || delivery.signal.aborted || !(error instanceof BrambleError)) throw error;
    return { kind: 'not-begun', why: reasonOf(error) };
  } finally {
    await file.close();
    await call.remove();
  }
}

// ssh says in its last line why it gave up; where there is no ssh at all, the system says it.
function reasonOf({ evidence, cause, message }: BrambleError): string {
  return evidence?.split('\n').at(-1) ?? (cause instanceof Error ? cause.message : message);
}

const batch = { BatchMode: 'yes', StrictHostKeyChecking: 'yes', LogLevel: 'ERROR' };
const aes = 'aes128-gcm@openssh.com';
const chacha = 'chacha20-poly1305@openssh.com';

// Without instructions for AES (Raspberry Pi 4 and older) ChaCha20 is the faster one.
const ciphersFor = ({ hasAes }: Way) => [...(hasAes ? [aes, chacha] : [chacha, aes]), 'aes128-ctr'].join(',');

// There is no seek for a file descriptor here; reading moves it, at the speed of the page cache.
async function openAt(path: string, offset: number): Promise<FileHandle> {
  const file = await open(path);
  const buffer = Buffer.allocUnsafe(Math.min(offset, 8 << 20));
  for (let left = offset; left > 0; ) {
    const { bytesRead } = await file.read(buffer, 0, Math.min(left, buffer.length), null);
    if (bytesRead === 0) break;
    left -= bytesRead;
  }
  return file;
}

function spawnSsh(words: readonly string[], stdin: number): Program {
  // A group of its own: Ctrl-C at the terminal is for us to handle. The types do not follow a descriptor in `stdio`:
  // output and errors are pipes all the same.
  const child = spawn('ssh', words, { stdio: [stdin, 'pipe', 'pipe'], detached: true }) as ChildProcessByStdio<
    null,
    Readable,
    Readable
  >;
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    // 255 is ssh's own failure; the receiving script never ends with it.
    child.once('close', (code) => (code === null || code === 255 ? reject(new Error('ssh gave up')) : resolve(code)));
  });
  ended.catch(() => {}); // whoever waits sees it
  const { stdout, stderr } = child;
  return { stdin: nowhere(), stdout, stderr, ended, close: () => child.kill() };
}

const nowhere = () => new Writable({ write: (_chunk, _encoding, done) => done() });
