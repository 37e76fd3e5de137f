import { BrambleError } from '../errors.ts';
import { ownAddress } from '../facts/daemon-address.ts';
import { diskSpeedFact } from '../facts/disk-speed.ts';
import { diskSpeedScript } from '../facts/exam.ts';
import { forEachHost } from '../host/for-each-host.ts';
import type { Host } from '../host/host.ts';
import type { Bench } from './bench.ts';
import type { BenchmarkName } from './benchmarks.ts';
import { measureLink } from './link.ts';
import { answerIn, readProgram } from './program.ts';
import type { Head, Outcome, Step } from './step.ts';
import { megabyte } from './units.ts';

const timeoutMs = 150_000;
const probeBytes = 2 ** 26;

/** Disk and memory of all nodes at once, as they are used when a cluster works; then the ways from node to node, one by one. */
export function groundSequences(bench: Bench): Step[][] {
  const hosts = [...bench.members.hosts.values()];
  return [[diskStep(hosts, bench)], [memoryStep(hosts, bench)], ...linkSteps(hosts, bench).map((step) => [step])];
}

function diskStep(hosts: readonly Host[], { signal }: Bench): Step {
  return {
    heads: hosts.flatMap(({ name }) => [onNode('disk-write', name), onNode('disk-read', name)]),
    run: async () => (await forEachHost(hosts, (host) => measureDisk(host, signal), { signal })).flat(),
  };
}

async function measureDisk(host: Host, signal: AbortSignal): Promise<Outcome[]> {
  const { stdout } = await host.run(['sh', '-s'], { sudo: true, stdin: diskSpeedScript, timeoutMs, signal });
  const speed = diskSpeedFact.parse(stdout);
  if (speed === undefined)
    throw new BrambleError('ACTION_FAILED', 'its disk could not be measured', { host: host.name });
  return [passed(speed.writeMbps), passed(speed.readMbps)];
}

function memoryStep(hosts: readonly Host[], { signal }: Bench): Step {
  return {
    heads: hosts.map(({ name }) => onNode('memory-copy', name)),
    run: async () => await forEachHost(hosts, (host) => measureMemory(host, signal), { signal }),
  };
}

async function measureMemory(host: Host, signal: AbortSignal): Promise<Outcome> {
  const stdin = await readProgram('memory.py');
  const { stdout, stderr } = await host.run(['python3', '-I', '-S', '-'], { stdin, timeoutMs, signal });
  const speed = answerIn(stdout);
  if (speed !== undefined) return passed(Number(speed) / megabyte);
  const evidence = stderr.trim().split('\n').at(-1);
  throw new BrambleError('ACTION_FAILED', 'its memory could not be measured', { host: host.name, evidence });
}

/** From each node to the next, and from the last to the first. */
function linkSteps(hosts: readonly Host[], bench: Bench): Step[] {
  if (hosts.length < 2) return [];
  return hosts.map((from, at) => {
    const to = hosts[(at + 1) % hosts.length] ?? from;
    return {
      heads: [onLink('network-stream', from, to), onLink('network-latency', from, to)],
      run: async () => {
        const { seconds, bytesPerSecond } = await measureLink(
          { from, to, address: addressOf(to, bench) },
          bench.signal,
        );
        return [passed(bytesPerSecond / megabyte), passed(seconds * 1000)];
      },
    };
  });
}

/** As the other daemons reach it. */
function addressOf({ name }: Host, { members }: Bench): string {
  const facts = members.facts.get(name);
  return facts === undefined ? name : ownAddress(facts);
}

function onNode(benchmark: BenchmarkName, node: string): Head {
  return { benchmark, engine: 'ground', workers: 1, node, size: { bytes: probeBytes }, input: 'none' };
}

function onLink(benchmark: BenchmarkName, from: Host, to: Host): Head {
  return { ...onNode(benchmark, from.name), workers: 2, to: to.name };
}

function passed(value: number): Outcome {
  return { value, valid: true };
}
