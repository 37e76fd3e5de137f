import type { ComponentName } from '../../src/domain/roles.ts';
import type { Bench } from './bench.ts';
import type { BenchLab } from './bench-lab.ts';
import { type Result, runBramble } from './deployed.ts';
import { type Figure, figure, ratio } from './figure.ts';
import { hostsCpuSeconds, waitUntilQuiet } from './hosts-cpu.ts';
import { interleave } from './interleave.ts';
import { checkAnswers, prepareFloor } from './openssh-floor.ts';
import type { Timed } from './run-timed.ts';

const defaultRuns = 15;

/** A deploy that finds everything as desired, over a shell script that reads the same facts by OpenSSH. */
export async function measureSecondDeploy(
  lab: BenchLab,
  components: readonly ComponentName[],
  { runs = defaultRuns, signal }: Bench,
): Promise<Figure[]> {
  await waitUntilQuiet(lab.lab, signal);
  const floor = await prepareFloor(lab, signal);
  const deploy = () => runBramble(lab, ['deploy', ...components], signal);
  checkSettled(lab, await deploy());
  await floor();
  await checkAnswers(lab, components);
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

function checkSettled({ lab }: BenchLab, { result }: { result: Result }): void {
  const isSettled = result.changed === false && Object.keys(result.usage ?? {}).length === lab.hosts.length;
  if (!isSettled) throw new Error(`the second deploy had something to do: ${JSON.stringify(result).slice(0, 500)}`);
}
