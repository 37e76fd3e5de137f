import { open } from 'node:fs/promises';
import type { Artifact, PackagingName } from '../../src/domain/artifact.ts';
import type { LabOs } from '../../src/lab/os.ts';
import type { BenchLab } from './bench-lab.ts';
import { artifactFor } from './lab-artifacts.ts';
import { sshWords } from './open-ssh.ts';
import { runTimed } from './run-timed.ts';

const landing = '/var/tmp/bramble-bench.part-of-e';

// A snap is mounted as it is.
const receive: Readonly<Record<PackagingName, string>> = {
  snap: `cat > ${landing}`,
  tarball: `mkdir ${landing} && tar -xz -C ${landing}`,
};

/** Seconds that the files of a deploy take to all hosts at once, with OpenSSH as it comes. Leaves nothing on the hosts. */
export async function sendAndUnpack(
  { lab }: BenchLab,
  artifacts: readonly Artifact[],
  signal: AbortSignal,
): Promise<number> {
  const ssh = (address: string, command: string, stdin?: number) => {
    const words = ['ssh', ...sshWords(lab), `${lab.user}@${address}`, command];
    return runTimed(words, { signal, ...(stdin !== undefined && { stdin }) });
  };
  const send = async ({ os, address }: { readonly os: LabOs; readonly address: string }) => {
    const { path, packaging, sizeBytes } = artifactFor(os, artifacts);
    const file = await open(path);
    const { wallS } = await ssh(address, receive[packaging], file.fd).finally(() => file.close());
    return { address, sizeBytes, wallS };
  };
  const sent = await Promise.all(lab.hosts.map(send));
  for (const { address, sizeBytes } of sent) {
    const { lines } = await ssh(address, `du -sb ${landing} | cut -f1; rm -r ${landing}`);
    if (!(Number(lines[0]?.text) >= sizeBytes)) throw new Error(`${address}: the files have arrived in part`);
  }
  return Math.max(...sent.map(({ wallS }) => wallS));
}
