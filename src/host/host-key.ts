import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { BrambleError } from '../errors.ts';
import type { ConnectOptions } from './connect-options.ts';
import type { Endpoint } from './endpoint.ts';
import { findKnownKeys, fingerprintOf, judgeHostKey, type KnownKey, keyTypeOf } from './known-hosts.ts';
import { quoteWord } from './quote.ts';

const systemFile = '/etc/ssh/ssh_known_hosts';

/** Reads what all the known_hosts files have for a host. */
export async function readKnownKeys(endpoint: Endpoint, { knownHosts }: ConnectOptions): Promise<KnownKey[]> {
  const files = [knownHosts.clusterFile, ...knownHosts.alsoTrust, ...endpoint.knownHostsFiles, systemFile];
  const found = await Promise.all([...new Set(files)].map((file) => readFrom(file, endpoint.keyName)));
  return found.flat();
}

async function readFrom(file: string, keyName: string): Promise<KnownKey[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw new BrambleError('CONFIG_INVALID', `the known host keys in ${file} cannot be read`, { cause: error });
  });
  return findKnownKeys(text, file, keyName);
}

/** Accepts a known key, pins and reports a new one; rejects where it is not the one that is known. */
export async function checkHostKey(
  key: Buffer,
  { endpoint, known, options }: { endpoint: Endpoint; known: readonly KnownKey[]; options: ConnectOptions },
): Promise<void> {
  const verdict = judgeHostKey(key, known);
  if (verdict.kind === 'changed') throw changed(endpoint, key, verdict.key);
  if (verdict.kind === 'revoked') throw revoked(endpoint, verdict.key);
  if (verdict.kind === 'known') return;
  await pin(endpoint, key, options.knownHosts.clusterFile);
  options.onNewHostKey(fingerprintOf(endpoint.name, key));
}

// One write of one line that begins a line of its own: other hosts, and other runs, write to the file at the same time.
async function pin({ keyName }: Endpoint, key: Buffer, file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const last = await readFile(file, 'utf8').catch(() => '');
  const separator = last === '' || last.endsWith('\n') ? '' : '\n';
  const line = `${separator}${keyName} ${keyTypeOf(key)} ${key.toString('base64')}\n`;
  await appendFile(file, line, { mode: 0o600 });
}

function changed({ name, keyName }: Endpoint, key: Buffer, known: KnownKey): BrambleError {
  const shown = fingerprintOf(name, key);
  const before = fingerprintOf(name, Buffer.from(known.base64, 'base64'));
  return new BrambleError('HOST_KEY_CHANGED', 'its host key is not the one that is known; nothing was sent', {
    host: name,
    evidence: [
      `known: ${known.keyType} ${before.sha256} (${known.file}, line ${known.line})`,
      `shown: ${shown.keyType} ${shown.sha256}`,
    ].join('\n'),
    hint: `if you have reinstalled the machine: ${forget(known.file, keyName)}; otherwise something else answers in its place`,
  });
}

const forget = (file: string, keyName: string) => `ssh-keygen -f ${quoteWord(file)} -R ${quoteWord(keyName)}`;

function revoked({ name }: Endpoint, { file, line }: KnownKey): BrambleError {
  return new BrambleError('HOST_KEY_CHANGED', 'its host key is marked as revoked; nothing was sent', {
    host: name,
    evidence: `${file}, line ${line}`,
    hint: 'give the machine a new host key: sudo ssh-keygen -A, after removing the old ones from /etc/ssh',
  });
}
