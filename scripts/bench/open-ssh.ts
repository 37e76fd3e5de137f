import type { RegisteredLab } from '../../src/lab/registry.ts';
import { runTimed } from './run-timed.ts';

/** Words for OpenSSH as it comes: only the key is given, and the host key is checked. */
export function sshWords({ identityFile, knownHosts }: RegisteredLab): string[] {
  return [
    ...['-F', 'none', '-i', identityFile, '-o', 'IdentitiesOnly=yes', '-o', 'BatchMode=yes'],
    ...['-o', `UserKnownHostsFile=${knownHosts}`, '-o', 'StrictHostKeyChecking=yes', '-o', 'LogLevel=ERROR'],
  ];
}

/** Bytes that a virtual Pi has received over its network since it was booted. */
export async function receivedBytes(lab: RegisteredLab, address: string, signal: AbortSignal): Promise<number> {
  const command = 'cat /sys/class/net/eth0/statistics/rx_bytes';
  const { lines } = await runTimed(['ssh', ...sshWords(lab), `${lab.user}@${address}`, command], { signal });
  return Number(lines[0]?.text);
}
