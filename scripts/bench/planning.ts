import { setImmediate as breathe } from 'node:timers/promises';
import type { Bench } from './bench.ts';
import { collectGarbage } from './collect-garbage.ts';
import { type Figure, figure, ratio } from './figure.ts';
import { interleave } from './interleave.ts';
import { planFor, simulateCluster } from './simulated-cluster.ts';

const sizes = [1, 10, 100, 1000] as const;
const defaultRuns = 7;
/** Plans of small clusters are made and kept many times over, so that there is enough to measure. */
const hostsPerSample = 1000;

interface Sample {
  readonly ms: number;
  readonly kb: number;
}

/** Part c: a first deployment planned for simulated hosts, from facts to every stage's actions. */
export async function measurePlanning({ runs = defaultRuns, signal }: Bench): Promise<Figure[]> {
  const works = sizes.map((count) => [String(count), () => samplePlanning(count)] as const);
  const samples = await interleave({ runs, warmUps: 2, signal }, Object.fromEntries(works));
  const of = (count: number, value: keyof Sample) => (samples[String(count)] ?? []).map((sample) => sample[value]);
  return sizes.flatMap((count, at) => {
    const hosts = count === 1 ? '1 host' : `${count} hosts`;
    const byHost = (size: number, value: keyof Sample) => of(size, value).map((sum) => sum / size);
    const before = sizes[at - 1];
    const growth = (what: string, value: keyof Sample) =>
      before === undefined
        ? []
        : [
            ratio(
              { name: `${hosts}: ${what} by host, over that of ${before}` },
              byHost(count, value),
              byHost(before, value),
            ),
          ];
    return [
      figure({ name: `${hosts}: time of a plan`, unit: 'ms' }, of(count, 'ms')),
      figure({ name: `${hosts}: memory that a plan holds`, unit: 'kB' }, of(count, 'kb')),
      ...growth('time', 'ms'),
      ...growth('memory', 'kb'),
    ];
  });
}

async function samplePlanning(count: number): Promise<Sample> {
  const cluster = simulateCluster(count);
  await breathe();
  const plans = hostsPerSample / count;
  const beforeKb = heapKb();
  const startedMs = performance.now();
  const kept = Array.from({ length: plans }, () => planFor(cluster));
  const ms = (performance.now() - startedMs) / plans;
  const kb = (heapKb() - beforeKb) / kept.length;
  return { ms, kb };
}

function heapKb(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed / 1000;
}
