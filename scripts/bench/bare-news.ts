import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Sshd } from '../../test/support/sshd.ts';
import { delayIn, type News, nodeScript } from './news.ts';

/** OpenSSH's own client, and nothing behind it: the least that it can take to hear of a node. */
export async function openBareNews(sshd: Sshd): Promise<News> {
  const child = spawn('ssh', [...wordsFor(sshd), nodeScript], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  let count = 0;
  const ms = async () => {
    const text = `bare ${count++}.`;
    const heard = once(lines, 'line');
    child.stdin.write(`${text}\n`);
    const [line] = await heard;
    return delayIn(String(line), text, Date.now()) ?? Number.NaN;
  };
  const close = async () => {
    child.stdin.end();
    await once(child, 'exit');
  };
  return { ms, close };
}

function wordsFor({ directory, identityFile, port, target }: Sshd): string[] {
  const knownHosts = join(directory, 'bare-known-hosts');
  writeFileSync(knownHosts, `[${target.address}]:${port} ${readFileSync(join(directory, 'host-ed25519.pub'), 'utf8')}`);
  return [
    ...['-F', 'none', '-i', identityFile, '-p', String(port), '-o', 'IdentitiesOnly=yes', '-o', 'BatchMode=yes'],
    ...['-o', `UserKnownHostsFile=${knownHosts}`, '-o', 'StrictHostKeyChecking=yes', '-o', 'LogLevel=ERROR'],
    `${target.user}@${target.address}`,
  ];
}
