import { execa } from 'execa';
import type { RegisteredLab } from './registry.ts';

/** Runs OpenSSH to a virtual Pi on this terminal, with its host key checked. Returns its exit status. */
export async function openShell(lab: RegisteredLab, host: string, words: readonly string[]): Promise<number> {
  const address = lab.hosts.find(({ name }) => name === host)?.address ?? host;
  // None of the user's own settings: a ProxyJump for all hosts must not lead away from this machine.
  const settings = ['-F', 'none', '-i', lab.identityFile, '-o', 'IdentitiesOnly=yes', '-o', 'LogLevel=ERROR'];
  const checks = ['-o', `UserKnownHostsFile=${lab.knownHosts}`, '-o', 'StrictHostKeyChecking=yes'];
  const { exitCode } = await execa('ssh', [...settings, ...checks, `${lab.user}@${address}`, ...words], {
    reject: false,
    stdio: 'inherit',
  });
  return exitCode ?? 255;
}
