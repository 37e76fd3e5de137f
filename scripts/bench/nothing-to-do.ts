import type { Bench } from './bench.ts';
import { withLab } from './bench-lab.ts';
import { buildProgram } from './built-program.ts';
import { runBramble } from './deployed.ts';
import type { Figure } from './figure.ts';
import { measureSecondDeploy } from './second-deploy.ts';

/** Part a: the second deploy of Spark, for each size of cluster. */
export async function measureNothingToDo(bench: Bench): Promise<Figure[]> {
  const { signal, say } = bench;
  await buildProgram(say, signal);
  const figures = [];
  for (const count of bench.hosts) {
    const shape = { count, os: 'raspios', memoryMb: 2048 };
    const measured = await withLab(shape, bench, async (lab) => {
      say(`deploying on ${count} hosts, once`);
      await runBramble(lab, ['deploy', 'spark', '--no-verify'], signal);
      return await measureSecondDeploy(lab, ['spark'], bench);
    });
    figures.push(...measured);
  }
  return figures;
}
