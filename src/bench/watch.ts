import { setTimeout as sleep } from 'node:timers/promises';
import { BrambleError } from '../errors.ts';
import { forEachHost } from '../host/for-each-host.ts';
import type { Host } from '../host/host.ts';
import { conditionOf, isQuiet } from './judge-conditions.ts';
import type { NodeCondition } from './record.ts';
import { parseSample, type Sample, sampleScript } from './sample.ts';

/** Nodes to watch, and how long to wait until they are quiet. */
export interface Watch {
  readonly hosts: readonly Host[];
  readonly settleMs: number;
  readonly signal: AbortSignal;
}

type Samples = ReadonlyMap<string, Sample>;

const sampleTimeoutMs = 20_000;
const betweenMs = 5_000;

/** Waits for quiet, does the work, and tells what the nodes were like before, during and after it. */
export async function watched<T>(
  watch: Watch,
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly conditions: NodeCondition[] }> {
  const before = await sampleWhenQuiet(watch);
  const during = sampleUntilStopped(watch);
  const result = await work().finally(during.stop);
  const later = [...(await during.samples), await sampleAll(watch, { thoroughly: false })];
  const conditions = [...before].map(([node, sample]) =>
    conditionOf(
      node,
      sample,
      later.flatMap((samples) => samples.get(node) ?? []),
    ),
  );
  return { result, conditions };
}

/** What is left of the run before may take a while; when the time is over, the nodes are taken as they are. */
async function sampleWhenQuiet(watch: Watch): Promise<Samples> {
  const deadline = performance.now() + watch.settleMs;
  for (;;) {
    const samples = await sampleAll(watch, { thoroughly: true });
    if ([...samples.values()].every(({ busy }) => isQuiet(busy)) || performance.now() >= deadline) return samples;
  }
}

function sampleUntilStopped(watch: Watch) {
  const stopping = new AbortController();
  const samples = sampleUntil(watch, stopping.signal);
  samples.catch(() => {}); // where the work fails, its own failure is the one to tell
  return { samples, stop: () => stopping.abort() };
}

async function sampleUntil(watch: Watch, stopped: AbortSignal): Promise<Samples[]> {
  const samples: Samples[] = [];
  for (;;) {
    await sleep(betweenMs, undefined, { signal: stopped }).catch(() => {});
    if (stopped.aborted) return samples;
    samples.push(await sampleAll(watch, { thoroughly: false }));
  }
}

/** A node that does not answer in the middle has no sample: the run itself tells whether it did harm. */
async function sampleAll({ hosts, signal }: Watch, how: { readonly thoroughly: boolean }): Promise<Samples> {
  const sampled = await forEachHost(
    hosts,
    async (host) => [host.name, await sampleOrNothing(host, how, signal)] as const,
    {
      signal,
    },
  );
  return new Map(sampled.flatMap(([name, sample]) => (sample === undefined ? [] : [[name, sample] as const])));
}

async function sampleOrNothing(host: Host, how: { readonly thoroughly: boolean }, signal: AbortSignal) {
  try {
    const options = { sudo: true, stdin: sampleScript(how), timeoutMs: sampleTimeoutMs, signal };
    const { stdout } = await host.run(['sh', '-s'], options);
    return parseSample(host.name, stdout, how);
  } catch (error) {
    if (error instanceof BrambleError && error.code !== 'INTERRUPTED') return undefined;
    throw error;
  }
}
