import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import type { ComponentName } from '../../src/domain/roles.ts';
import { VariantMaker } from '../../test/support/variant.ts';
import type { Bench } from './bench.ts';
import { type BenchLab, withLab } from './bench-lab.ts';
import { buildProgram, program } from './built-program.ts';
import { hostsOfCold } from './cold-deploy.ts';
import { daemonsOf, restartInTurn } from './daemons.ts';
import { runBramble, runRemembered } from './deployed.ts';
import { type Figure, figure, ratio } from './figure.ts';
import { buildArtifacts } from './lab-artifacts.ts';
import { untilOpen, watchOutages } from './outages.ts';

const shape = { count: hostsOfCold, os: 'raspios,ubuntu,raspios', memoryMb: 3072 };
const both: readonly ComponentName[] = ['hadoop', 'spark'];

/**
 * Part i: Hadoop and Spark on three hosts to another version while a program runs, each daemon's absence over that of a
 * restart by systemd; and back.
 */
export async function measureUpgrade(bench: Bench): Promise<Figure[]> {
  await buildProgram(bench.say, bench.signal);
  const folder = await mkdtemp(join(tmpdir(), 'bramble-bench-'));
  try {
    const store = ['--store', join(folder, 'store')];
    for (const component of both) await releaseTwo(component, { folder, store, bench });
    return await withLab(shape, bench, (lab) => measureOn(lab, store, bench));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Releasing {
  readonly folder: string;
  readonly store: readonly string[];
  readonly bench: Bench;
}

/** What was built in the channel stable, and the same with a later version in candidate. */
async function releaseTwo(component: ComponentName, { folder, store, bench }: Releasing): Promise<void> {
  const built = await buildArtifacts(component, bench);
  bench.say(`packing another revision of ${component}`);
  const maker = await VariantMaker.of(built, join(folder, component));
  const next = await maker.make({ name: 'next', version: `${built[0]?.version}.1` });
  const release = (paths: readonly string[], channel: string) =>
    execa(process.execPath, [program, 'release', ...paths, '--channel', channel, ...store]);
  await release(
    built.map(({ path }) => path),
    'stable',
  );
  await release(next, 'candidate');
}

async function measureOn(lab: BenchLab, store: readonly string[], { signal, say, runs = 1 }: Bench): Promise<Figure[]> {
  const cluster = [...both, '--no-workers-on-master'];
  await runBramble(lab, ['deploy', ...cluster, '--channel', 'stable', ...store, '--no-verify'], signal);
  const daemons = daemonsOf(lab, (await runBramble(lab, ['plan', ...cluster], signal)).result.roles ?? []);
  for (const daemon of daemons) await untilOpen(daemon, signal); // or the restarts would be charged with the deployment
  const samples = new Samples();
  for (let run = 0; run < runs; run += 1) {
    say('restarting each daemon by systemd');
    samples.note('restarted', await watchOutages(daemons, () => restartInTurn(lab, daemons, signal)));
    say('upgrading while a program runs');
    const job = execa(process.execPath, [program, 'submit', 'examples/pi.py', '60'], { env: lab.env, reject: false });
    const upgrade = ['upgrade', '--channel', 'candidate', '--drain-timeout', '10', '--no-verify'];
    const upgraded = await watchOutages(daemons, () => runRemembered(lab, upgrade, signal));
    samples.note('upgraded', upgraded);
    samples.walls.push(upgraded.result.wallS);
    samples.ended.push((await job).exitCode === 0 ? 1 : 0);
    say('going back');
    samples.note('reverted', await watchOutages(daemons, () => runRemembered(lab, ['revert', '--no-verify'], signal)));
  }
  return samples.summarize();
}

type Way = 'restarted' | 'upgraded' | 'reverted';

/** Seconds for which each daemon was away, by what was done to it. */
class Samples {
  readonly walls: number[] = [];
  readonly ended: number[] = [];
  readonly #closedS: Readonly<Record<Way, Map<string, number[]>>> = {
    restarted: new Map(),
    upgraded: new Map(),
    reverted: new Map(),
  };

  note(way: Way, { closedS }: { readonly closedS: ReadonlyMap<string, number> }): void {
    for (const [name, seconds] of closedS)
      this.#closedS[way].set(name, [...(this.#closedS[way].get(name) ?? []), seconds]);
  }

  summarize(): Figure[] {
    const { restarted, upgraded, reverted } = this.#closedS;
    const rows = [...upgraded].flatMap(([name, seconds]) => [
      figure({ name: `${name}: away during the upgrade`, unit: 's' }, seconds),
      ratio({ name: `${name}: over a restart by systemd` }, seconds, restarted.get(name) ?? []),
      figure({ name: `${name}: away while it went back`, unit: 's' }, reverted.get(name) ?? []),
    ]);
    const whole = figure({ name: 'the upgrade, from its first word to its last', unit: 's' }, this.walls);
    return [
      ...rows,
      whole,
      figure({ name: 'the running program ended well (1) or not (0)', unit: 'count' }, this.ended),
    ];
  }
}
