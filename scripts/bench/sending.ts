import { open } from 'node:fs/promises';
import type { Artifact } from '../../src/domain/artifact.ts';
import type { Bench } from './bench.ts';
import type { BenchLab } from './bench-lab.ts';
import { type Figure, figure, ratio } from './figure.ts';
import { interleave } from './interleave.ts';
import { connectLabHost } from './lab-host.ts';
import { sshWords } from './open-ssh.ts';
import { runTimed } from './run-timed.ts';

const defaultRuns = 7;
const aim = 1.3;
const landing = '/var/tmp/bramble-bench.part-of-b';

/** Sending one artifact to one host, connecting included, over `ssh HOST 'cat > FILE'` with OpenSSH as it comes. */
export async function measureSending(lab: BenchLab, artifacts: readonly Artifact[], bench: Bench): Promise<Figure[]> {
  const { runs = defaultRuns, signal, say } = bench;
  const artifact = artifacts.find(({ packaging }) => packaging === 'tarball');
  if (artifact === undefined) throw new Error('there is no tarball to send');
  say(`sending ${Math.round(artifact.sizeBytes / 1e6)} MB to one host`);
  const samples = await interleave(
    { runs, warmUps: 1, signal },
    { openSsh: () => sendByOpenSsh(lab, artifact, signal), bramble: () => sendByBramble(lab, artifact, signal) },
  );
  return [
    figure({ name: "one artifact to one host by ssh 'cat > FILE'", unit: 's' }, samples.openSsh),
    figure({ name: 'the same by bramble', unit: 's' }, samples.bramble),
    ratio({ name: 'sending, bramble over OpenSSH', aim }, samples.bramble, samples.openSsh),
  ];
}

async function sendByOpenSsh(lab: BenchLab, { path, sizeBytes }: Artifact, signal: AbortSignal): Promise<number> {
  const file = await open(path);
  try {
    const ssh = ['ssh', ...sshWords(lab.lab), loginOf(lab)];
    const { wallS } = await runTimed([...ssh, `cat > ${landing}`], { signal, stdin: file.fd });
    const { lines } = await runTimed([...ssh, `wc -c < ${landing}; rm ${landing}`], { signal });
    return checkArrived(wallS, Number(lines[0]?.text), sizeBytes);
  } finally {
    await file.close();
  }
}

async function sendByBramble(lab: BenchLab, { path, sizeBytes }: Artifact, signal: AbortSignal): Promise<number> {
  const startedMs = performance.now();
  const host = await connectLabHost(lab, lab.lab.hosts[0]?.address ?? '', signal);
  try {
    await host.upload(path, landing, { signal });
    const wallS = (performance.now() - startedMs) / 1000;
    const { stdout } = await host.run(['sh', '-c', `wc -c < ${landing}; rm ${landing}`], { signal });
    return checkArrived(wallS, Number(stdout), sizeBytes);
  } finally {
    await host.close();
  }
}

const loginOf = ({ lab: { user, hosts } }: BenchLab) => `${user}@${hosts[0]?.address}`;

function checkArrived(wallS: number, arrivedBytes: number, sentBytes: number): number {
  if (arrivedBytes === sentBytes) return wallS;
  throw new Error(`${arrivedBytes} of ${sentBytes} bytes have arrived`);
}
