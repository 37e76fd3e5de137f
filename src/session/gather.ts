import type { HostFacts } from '../domain/facts.ts';
import { BrambleError } from '../errors.ts';
import { parseProbe, probeScript } from '../facts/probe.ts';
import { forEachHost } from '../host/for-each-host.ts';
import type { Host } from '../host/host.ts';

const probeTimeoutMs = 60_000;

/** Everything about one host, in one round trip. */
export async function gatherFacts(host: Host, signal?: AbortSignal): Promise<HostFacts> {
  const { exitCode, stdout, stderr } = await host.run(['sh', '-s'], {
    sudo: true,
    stdin: probeScript(),
    timeoutMs: probeTimeoutMs,
    ...(signal && { signal }),
  });
  if (exitCode !== 0 && stdout === '')
    throw new BrambleError('ACTION_FAILED', `the probe ended with ${exitCode}`, {
      host: host.name,
      evidence: stderr.trim(),
    });
  return parseProbe(host.name, stdout);
}

/** Facts of all hosts at once. Rejects with all failures together when some host fails. */
export async function gatherAll(hosts: readonly Host[], signal?: AbortSignal): Promise<Map<string, HostFacts>> {
  const facts = await forEachHost(hosts, async (host) => [host.name, await gatherFacts(host, signal)] as const, {
    signal,
  });
  return new Map(facts);
}
