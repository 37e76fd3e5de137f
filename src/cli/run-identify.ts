import { identifyHost } from '../doctor/identify.ts';
import { forEachHost } from '../host/for-each-host.ts';
import { onlyNode } from '../operations/logs.ts';
import type { Operation } from '../operations/operation.ts';
import { openSession } from '../session/cluster-session.ts';
import { listClusters, loadCluster } from '../store/cluster-store.ts';
import type { ClusterOptions } from './cluster-options.ts';
import { runOperation } from './run-operation.ts';

export type IdentifyOptions = ClusterOptions & { readonly for: number };

/** Blinks the LED of a node of the cluster that is named, else of a remembered one, else of the hosts as they are listed. */
export async function runIdentify(list: string, options: IdentifyOptions): Promise<void> {
  const { for: seconds, ...given } = options;
  if (isClusterNamed(given)) return await blinkNode(list, seconds, given);
  const cluster = await clusterOf(list);
  if (cluster !== undefined) return await blinkNode(list, seconds, { ...given, cluster });
  await runOperation({ ...given, hosts: list }, (operation) => blinkAll(operation, seconds));
}

function isClusterNamed({ hosts, file, from, cluster }: ClusterOptions): boolean {
  return [hosts, file, from, cluster].some((option) => option !== undefined);
}

/** The remembered cluster that has a node of this name: its user, key and host keys are the right ones. */
async function clusterOf(name: string): Promise<string | undefined> {
  for (const cluster of await listClusters()) {
    const spec = await loadCluster(cluster).catch(() => undefined); // a damaged record must not hide a host
    if (spec?.nodes.some(({ target }) => target.name === name)) return cluster;
  }
  return undefined;
}

async function blinkNode(name: string, seconds: number, options: ClusterOptions): Promise<void> {
  await runOperation(options, (operation) => blinkAll({ ...operation, spec: onlyNode(operation.spec, name) }, seconds));
}

async function blinkAll({ spec, reach, signal, reporter }: Operation, seconds: number): Promise<void> {
  const session = await openSession(spec, reach, reporter.report);
  try {
    const hosts = [...session.hosts.values()];
    const blinking = { seconds, signal, report: reporter.report };
    const leds = await forEachHost(hosts, (host) => identifyHost(host, blinking), { signal });
    reporter.result({ blinked: hosts.map(({ name }, at) => ({ host: name, led: leds[at] })) });
  } finally {
    await session.close();
  }
}
