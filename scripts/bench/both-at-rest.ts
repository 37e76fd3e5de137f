import type { ComponentName } from '../../src/domain/roles.ts';
import type { Bench } from './bench.ts';
import { type BenchLab, withLab } from './bench-lab.ts';
import { buildProgram } from './built-program.ts';
import { runBramble } from './deployed.ts';
import type { Figure } from './figure.ts';
import { measureIdleMemory } from './idle-memory.ts';
import { measureSecondDeploy } from './second-deploy.ts';

const both: readonly ComponentName[] = ['hadoop', 'spark'];

/** Part f: both components on one cluster that has run jobs and rests: what looking at it costs, and what it holds. */
export async function measureBothAtRest(bench: Bench): Promise<Figure[]> {
  await buildProgram(bench.say, bench.signal);
  const figures = [];
  for (const count of bench.hosts) {
    const shape = { count, os: 'raspios', memoryMb: 3072 };
    figures.push(...(await withLab(shape, bench, (lab) => measureOn(lab, bench))));
  }
  return figures;
}

async function measureOn(lab: BenchLab, bench: Bench): Promise<Figure[]> {
  const { say, signal } = bench;
  say(`deploying and verifying ${both.join(' and ')} on ${lab.lab.hosts.length} hosts, once`);
  const { result } = await runBramble(lab, ['deploy', ...both], signal);
  if (result.healthy !== true) throw new Error('the deployed cluster is not healthy');
  return [...(await measureSecondDeploy(lab, both, bench)), ...(await measureIdleMemory(lab, bench))];
}
