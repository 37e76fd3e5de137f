import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseProbe, probeScript } from '../../src/facts/probe.ts';
import type { Bench } from './bench.ts';
import { type BenchLab, withLab } from './bench-lab.ts';
import { buildProgram } from './built-program.ts';
import { type Result, runBramble } from './deployed.ts';
import { type Figure, figure, ratio } from './figure.ts';
import { hostsCpuSeconds, waitUntilQuiet } from './hosts-cpu.ts';
import { interleave } from './interleave.ts';
import { sshWords } from './open-ssh.ts';
import { runTimed, type Timed } from './run-timed.ts';

const defaultRuns = 15;
const floorScript = fileURLToPath(new URL('floor.sh', import.meta.url));

/** Part a: the second deploy over a shell script that reads the same facts by OpenSSH, for each size of cluster. */
export async function measureNothingToDo(bench: Bench): Promise<Figure[]> {
  await buildProgram(bench.say, bench.signal);
  const figures = [];
  for (const count of bench.hosts) {
    const shape = { count, os: 'raspios', memoryMb: 2048 };
    figures.push(...(await withLab(shape, bench, (lab) => measureOn(lab, bench))));
  }
  return figures;
}

async function measureOn(lab: BenchLab, { runs = defaultRuns, signal, say }: Bench): Promise<Figure[]> {
  say(`deploying on ${lab.lab.hosts.length} hosts, once`);
  await runBramble(lab, ['deploy', 'spark', '--no-verify'], signal);
  await waitUntilQuiet(lab.lab, signal);
  const floor = await prepareFloor(lab, signal);
  const deploy = () => runBramble(lab, ['deploy', 'spark'], signal);
  await checkSettled(lab, await deploy());
  await floor();
  await checkAnswers(lab);
  const samples = await interleave(
    { runs, warmUps: 1, signal },
    { floor: counted(lab, floor), deploy: counted(lab, deploy) },
  );
  return compare(`${lab.lab.hosts.length} hosts`, samples, usageOf((await deploy()).result));
}

interface Sample extends Timed {
  readonly hostsCpuS: number;
}

function counted(lab: BenchLab, run: () => Promise<Timed>): () => Promise<Sample> {
  return async () => {
    const before = await hostsCpuSeconds(lab.lab);
    const timed = await run();
    return { ...timed, hostsCpuS: (await hostsCpuSeconds(lab.lab)) - before };
  };
}

function compare(hosts: string, { floor, deploy }: Record<'floor' | 'deploy', Sample[]>, usage: Usage): Figure[] {
  const of = (samples: readonly Sample[], value: 'wallS' | 'cpuS' | 'hostsCpuS') => samples.map((one) => one[value]);
  const both = (name: string, value: 'wallS' | 'cpuS' | 'hostsCpuS', aim?: number) => [
    figure({ name: `${hosts}: ${name}, OpenSSH`, unit: 's' }, of(floor, value)),
    figure({ name: `${hosts}: ${name}, bramble`, unit: 's' }, of(deploy, value)),
    ratio(
      { name: `${hosts}: ${name}, bramble over OpenSSH`, ...(aim !== undefined && { aim }) },
      of(deploy, value),
      of(floor, value),
    ),
  ];
  return [
    ...both('wall', 'wallS', 1),
    ...both('CPU here', 'cpuS'),
    ...both('CPU of the hosts', 'hostsCpuS'),
    figure({ name: `${hosts}: connections by host`, unit: 'count', aim: 1 }, usage.connections),
    figure({ name: `${hosts}: commands by host`, unit: 'count', aim: 1 }, usage.commands),
  ];
}

interface Usage {
  readonly connections: readonly number[];
  readonly commands: readonly number[];
}

function usageOf({ usage = {} }: Result): Usage {
  const hosts = Object.values(usage);
  return { connections: hosts.map((one) => one.connections), commands: hosts.map((one) => one.commands) };
}

async function prepareFloor({ lab, env }: BenchLab, signal: AbortSignal): Promise<() => Promise<Timed>> {
  const [probe, answers] = [probeFile(lab.identityFile), answersFolder(lab.identityFile)];
  await writeFile(probe, probeScript());
  await mkdir(answers, { recursive: true });
  const logins = lab.hosts.map(({ address }) => `${lab.user}@${address}`);
  const words = ['sh', floorScript, probe, answers, ...sshWords(lab), '--', ...logins];
  return () => runTimed(words, { signal, env });
}

const probeFile = (beside: string) => join(dirname(beside), 'probe.sh');
const answersFolder = (beside: string) => join(dirname(beside), 'answers');

/** A floor that reads nothing would be too low. */
async function checkAnswers({ lab }: BenchLab): Promise<void> {
  for (const { name, address } of lab.hosts) {
    const answer = await readFile(join(answersFolder(lab.identityFile), `${lab.user}@${address}`), 'utf8');
    if (parseProbe(name, answer).installed.spark === undefined)
      throw new Error(`OpenSSH did not find Spark on ${name}`);
  }
}

function checkSettled({ lab }: BenchLab, { result }: { result: Result }): void {
  const isSettled = result.changed === false && Object.keys(result.usage ?? {}).length === lab.hosts.length;
  if (!isSettled) throw new Error(`the second deploy had something to do: ${JSON.stringify(result).slice(0, 500)}`);
}
