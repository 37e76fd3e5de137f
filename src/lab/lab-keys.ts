import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { registryFolder } from './paths.ts';

/** The operator's key for a lab, made when there is none yet. Returns its public half. */
export async function provideLoginKey(lab: string, env: NodeJS.ProcessEnv): Promise<string> {
  const file = loginKeyFile(lab, env);
  const existing = await readFile(`${file}.pub`, 'utf8').catch(() => undefined);
  if (existing !== undefined) return existing.trim();
  await mkdir(join(registryFolder(env), lab), { recursive: true, mode: 0o700 });
  await execa('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', `bramble-lab-${lab}`, '-f', file]);
  return (await readFile(`${file}.pub`, 'utf8')).trim();
}

/** The private key that logs in to the hosts of a lab. */
export function loginKeyFile(lab: string, env: NodeJS.ProcessEnv): string {
  return join(registryFolder(env), lab, 'key');
}

/** A known_hosts file: each host by its name and by its address. */
export function renderKnownHosts(hosts: readonly { name: string; address: string; key: string }[]): string {
  return hosts.map(({ name, address, key }) => `${name},${address} ${key}\n`).join('');
}
