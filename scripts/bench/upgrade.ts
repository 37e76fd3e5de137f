import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { sparkKeys } from '../../src/domain/spark-keys.ts';
import { VariantMaker } from '../../test/support/variant.ts';
import type { Bench } from './bench.ts';
import { type BenchLab, withLab } from './bench-lab.ts';
import { buildProgram, program } from './built-program.ts';
import { hostsOfCold } from './cold-deploy.ts';
import { runBramble } from './deployed.ts';
import { type Figure, figure, ratio } from './figure.ts';
import { buildArtifacts } from './lab-artifacts.ts';
import { connectLabHost } from './lab-host.ts';
import { type Service, watchOutages } from './outages.ts';
import { runTimed } from './run-timed.ts';

const shape = { count: hostsOfCold, os: 'raspios,ubuntu,raspios', memoryMb: 2048 };
const units = ['bramble-spark-master', 'snap.bramble-spark.worker', 'bramble-spark-worker'];

/** Part i: Spark on three hosts to another revision while a program runs, over restarting the same daemons by systemd. */
export async function measureUpgrade(bench: Bench): Promise<Figure[]> {
  await buildProgram(bench.say, bench.signal);
  const folder = await mkdtemp(join(tmpdir(), 'bramble-bench-'));
  try {
    const channels = await makeStore(folder, bench);
    return await withLab(shape, bench, (lab) => measureOn(lab, channels, bench));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A store with two revisions that differ in nothing but their version, in the channels stable and candidate. */
async function makeStore(folder: string, bench: Bench): Promise<readonly string[]> {
  const built = await buildArtifacts('spark', bench);
  const store = ['--store', join(folder, 'store')];
  const release = (paths: readonly string[], channel: string) =>
    execa(process.execPath, [program, 'release', ...paths, '--channel', channel, ...store]);
  bench.say('packing another revision');
  const maker = await VariantMaker.of(built, folder);
  const version = `${built[0]?.version}.1`;
  await release(
    built.map(({ path }) => path),
    'stable',
  );
  await release(await maker.make({ name: 'next', version }), 'candidate');
  return store;
}

async function measureOn(lab: BenchLab, store: readonly string[], { signal, say, runs = 1 }: Bench): Promise<Figure[]> {
  const deploy = ['deploy', 'spark', '--no-workers-on-master', '--no-verify', '--channel', 'stable', ...store];
  await runBramble(lab, deploy, signal);
  const services = servicesOf(lab);
  const [restarted, upgraded, ended] = [new Map<string, number[]>(), new Map<string, number[]>(), [] as number[]];
  for (let run = 0; run < runs; run += 1) {
    say('restarting each daemon by systemd');
    note(restarted, (await watchOutages(services, () => restartAll(lab, signal))).closedS);
    say('upgrading while a program runs');
    const job = execa(process.execPath, [program, 'submit', 'examples/pi.py', '60'], { env: lab.env, reject: false });
    const channel = run % 2 === 0 ? 'candidate' : 'stable';
    const upgrade = ['upgrade', 'spark', '--channel', channel, '--drain-timeout', '10', '--no-verify'];
    const upgradeAll = () => runTimed([process.execPath, program, ...upgrade], { signal, env: lab.env });
    note(upgraded, (await watchOutages(services, upgradeAll)).closedS);
    ended.push((await job).exitCode === 0 ? 1 : 0);
  }
  return summarize({ restarted, upgraded, ended });
}

const ports = { master: 'master.ui-port', worker: 'worker.ui-port' } as const;

function servicesOf({ lab }: BenchLab): Service[] {
  return lab.hosts.map(({ name, address }, at) => {
    const role = at === 0 ? 'master' : 'worker';
    return {
      name: `${role} on ${name}`,
      address,
      port: Number(sparkKeys.find((key) => key.name === ports[role])?.default),
    };
  });
}

async function restartAll(lab: BenchLab, signal: AbortSignal): Promise<void> {
  for (const [at, { address }] of lab.lab.hosts.entries()) {
    const host = await connectLabHost(lab, address, signal);
    await host.run(['systemctl', 'restart', units[at] ?? ''], { sudo: true });
    await host.run(['sh', '-c', 'sleep 20'], { timeoutMs: 60_000 }); // until its port is open again
    await host.close();
  }
}

function note(into: Map<string, number[]>, closedS: ReadonlyMap<string, number>): void {
  for (const [name, seconds] of closedS) into.set(name, [...(into.get(name) ?? []), seconds]);
}

interface Samples {
  readonly restarted: ReadonlyMap<string, readonly number[]>;
  readonly upgraded: ReadonlyMap<string, readonly number[]>;
  readonly ended: readonly number[];
}

function summarize({ restarted, upgraded, ended }: Samples): Figure[] {
  const rows = [...upgraded].flatMap(([name, seconds]) => [
    figure({ name: `${name}: closed during the upgrade`, unit: 's' }, seconds),
    ratio({ name: `${name}: over a restart by systemd` }, seconds, restarted.get(name) ?? []),
  ]);
  return [...rows, figure({ name: 'the running program ended well (1) or not (0)', unit: 'count' }, ended)];
}
