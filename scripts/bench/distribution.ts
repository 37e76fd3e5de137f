import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { distribute } from '../../src/deploy/distribute/distribute.ts';
import { sendArtifact, stagingDirectory } from '../../src/deploy/send-artifact.ts';
import type { Artifact } from '../../src/domain/artifact.ts';
import type { Host } from '../../src/host/host.ts';
import { bridgeOf } from '../../src/lab/network.ts';
import type { Bench } from './bench.ts';
import { type BenchLab, withLab } from './bench-lab.ts';
import { type Figure, figure, ratio } from './figure.ts';
import { interleave } from './interleave.ts';
import { connectLabHost } from './lab-host.ts';
import { runTimed } from './run-timed.ts';

/** The most nodes that one artifact is brought to. */
export const hostsOfDistribution = 9;

const linkKbit = 100_000;
const megabytes = 500;
const plainCount = 3;
const defaultRuns = 2;
const aim = 1.3;

/** Part h: one artifact to several nodes over slow links, that of this machine among them. */
export async function measureDistribution(bench: Bench): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bramble-bench-'));
  const shape = { count: hostsOfDistribution, os: 'raspios', memoryMb: 768, linkKbit };
  try {
    const artifact = await makeArtifact(folder);
    return await withLab(shape, bench, async (lab) => summarize(await takeTurns(lab, artifact, bench)));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Random, so that nothing on the way makes it smaller. */
async function makeArtifact(folder: string): Promise<Artifact> {
  const path = join(folder, 'artifact');
  const hash = createHash('sha256');
  await using file = await open(path, 'w');
  for (let at = 0; at < megabytes; at += 1) {
    const piece = randomBytes(1e6);
    hash.update(piece);
    await file.writeFile(piece);
  }
  const rest = { component: 'spark', version: '0', arch: 'amd64', packaging: 'tarball', glibc: '2.36' } as const;
  const sizes = { sizeBytes: megabytes * 1e6, payloadBytes: megabytes * 1e6 };
  return { ...rest, ...sizes, path, sha256: hash.digest('hex'), payloadId: 'bench' };
}

interface Sample {
  readonly wallS: number;
  /** What left this machine, over the size of the artifact. */
  readonly sent: number;
}

async function takeTurns(lab: BenchLab, artifact: Artifact, bench: Bench) {
  const { runs = defaultRuns, signal, say } = bench;
  await limitUplink(lab, signal);
  const hosts = await Promise.all(lab.lab.hosts.map(({ address }) => connectLabHost(lab, address, signal)));
  const passOn = (count: number) => () => timed(lab, hosts.slice(0, count), (some) => relay(some, artifact, bench));
  const plainly = () => timed(lab, hosts.slice(0, plainCount), (some) => sendPlainly(some, artifact, signal));
  say(`sending ${megabytes} MB to 1, 3, 6 and 9 hosts`);
  try {
    const works = { one: passOn(1), three: passOn(3), six: passOn(6), nine: passOn(9), plain: plainly };
    return await interleave({ runs, warmUps: 0, signal }, works);
  } finally {
    await Promise.all(hosts.map((host) => host.close()));
  }
}

/** The hosts' own links are shaped by the lab; what this machine sends into it goes through its bridge. */
async function limitUplink(lab: BenchLab, signal: AbortSignal): Promise<void> {
  const shape = ['root', 'tbf', 'rate', `${linkKbit}kbit`, 'burst', '64kb', 'latency', '50ms'];
  const sudo = process.geteuid?.() === 0 ? [] : ['sudo', '-n'];
  await runTimed([...sudo, 'tc', 'qdisc', 'replace', 'dev', bridgeFor(lab), ...shape], { signal });
}

const bridgeFor = ({ lab: { hosts } }: BenchLab) => bridgeOf(Number(hosts[0]?.address.split('.')[2]));

async function timed(
  lab: BenchLab,
  hosts: readonly Host[],
  work: (hosts: readonly Host[]) => Promise<void>,
): Promise<Sample> {
  const before = await sentBytes(lab);
  const startedMs = performance.now();
  await work(hosts);
  const wallS = (performance.now() - startedMs) / 1000;
  const sent = ((await sentBytes(lab)) - before) / (megabytes * 1e6);
  for (const host of hosts) await host.run(['rm', '-r', stagingDirectory]);
  return { wallS, sent };
}

/** What hosts send each other passes the bridge without being counted there. */
async function sentBytes(lab: BenchLab): Promise<number> {
  return Number(await readFile(`/sys/class/net/${bridgeFor(lab)}/statistics/tx_bytes`, 'utf8'));
}

async function relay(hosts: readonly Host[], artifact: Artifact, { signal, say }: Bench): Promise<void> {
  const entries = hosts.map(({ name }) => ({ name, address: name }));
  const actions = [{ kind: 'upload', artifact, because: 'not installed' }] as const;
  const recipients = hosts.map((host) => ({ host, actions, desired: { hosts: entries } }));
  const report = ({ host, text, state }: { host?: string; text: string; state: string }) =>
    state === 'note' && text.includes('since') && say(`${host}: ${text}`);
  await distribute(recipients, { stage: 'distribute', report, signal });
}

async function sendPlainly(hosts: readonly Host[], artifact: Artifact, signal: AbortSignal): Promise<void> {
  const options = { signal, onProgress: () => {}, onNote: () => {} };
  await Promise.all(hosts.map((host) => sendArtifact(host, artifact, options)));
}

type Samples = Readonly<Record<'one' | 'three' | 'six' | 'nine' | 'plain', readonly Sample[]>>;

/** Each over one host in the same round. */
export function summarize({ one, three, six, nine, plain }: Samples): Figure[] {
  const walls = (samples: readonly Sample[]) => samples.map(({ wallS }) => wallS);
  const overOne = (name: string, samples: readonly Sample[], limit?: number) =>
    ratio({ name, ...(limit !== undefined && { aim: limit }) }, walls(samples), walls(one));
  const sent = (name: string, samples: readonly Sample[], limit?: number) =>
    figure(
      { name, unit: 'x', ...(limit !== undefined && { aim: limit }) },
      samples.map((sample) => sample.sent),
    );
  return [
    figure({ name: 'to one host', unit: 's' }, walls(one)),
    overOne('3 hosts over one', three),
    overOne('6 hosts over one', six),
    overOne('9 hosts over one', nine, aim),
    overOne(`${plainCount} hosts over one, each sent to from here`, plain),
    sent('sent from here over the size, 9 hosts', nine, aim),
    sent(`sent from here over the size, ${plainCount} hosts, each sent to from here`, plain),
  ];
}
