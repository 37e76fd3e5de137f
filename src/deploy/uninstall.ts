import type { NodePlan } from '../domain/actions.ts';
import type { Report } from '../domain/events.ts';
import type { HostFacts } from '../domain/facts.ts';
import type { ComponentName } from '../domain/roles.ts';
import { Secret } from '../domain/secret.ts';
import type { Host } from '../host/host.ts';
import { packagings } from '../packaging/packagings.ts';
import { planUninstall } from '../plan/plan-uninstall.ts';
import { gatherAll } from '../session/gather.ts';
import type { Holder } from './lock.ts';
import { recorded } from './recorded.ts';
import { applyToNodes } from './stage.ts';

interface UninstallRequest {
  readonly components: readonly ComponentName[];
  readonly purge: boolean;
  readonly hosts: ReadonlyMap<string, Host>;
  readonly holder: Holder;
  readonly signal?: AbortSignal | undefined;
}

/** What an uninstallation would remove from each node, and the blocks and metadata of HDFS that are there. */
export interface Removal {
  readonly plan: readonly NodePlan[];
  readonly data: readonly HdfsData[];
}

export interface HdfsData {
  readonly host: string;
  readonly path: string;
  readonly sizeMb: number;
  /** Whether it is in a folder of bramble's own, which a purge removes; disks that the operator named are left. */
  readonly isOwn: boolean;
}

/** Decides what an uninstallation would remove. Changes nothing. */
export async function planRemoval({ components, purge, hosts, signal }: UninstallRequest): Promise<Removal> {
  const facts = await gatherAll([...hosts.values()], signal);
  const plan = [...facts].map(([node, seen]) => ({ node, actions: planUninstall(components, purge, seen) }));
  if (!components.includes('hadoop')) return { plan, data: [] };
  const measured = [...facts].map(async ([node, seen]) => await measure(hosts.get(node), seen));
  return { plan, data: (await Promise.all(measured)).flat() };
}

async function measure(host: Host | undefined, { hdfs }: HostFacts): Promise<HdfsData[]> {
  const paths = hdfs.folders.filter(({ clusterId }) => clusterId !== '').map(({ path }) => path);
  if (host === undefined || paths.length === 0) return [];
  const { stdout } = await host.run(['du', '-sm', ...paths], { sudo: true, timeoutMs: 120_000 });
  return stdout.split('\n').flatMap((line) => {
    const [, sizeMb, path] = /^(\d+)\s+(.+)$/.exec(line) ?? [];
    return path === undefined ? [] : [{ host: host.name, path, sizeMb: Number(sizeMb), isOwn: isOwn(path) }];
  });
}

function isOwn(path: string): boolean {
  return Object.values(packagings).some(({ common }) => path.startsWith(`${common('hadoop')}/`));
}

/** Removes from all nodes what the plan says. Holds every node's lock meanwhile. */
export async function applyRemoval(request: UninstallRequest, { plan }: Removal, report: Report): Promise<void> {
  const nodes = plan.flatMap(({ node, actions }) => {
    const host = request.hosts.get(node);
    return host === undefined || actions.length === 0 ? [] : [{ host, actions }];
  });
  const { holder, signal } = request;
  const undertaking = { hosts: [...request.hosts.values()], changes: nodes.map(({ host }) => host.name) };
  await recorded({ ...undertaking, holder, signal, report }, (lasting) =>
    applyToNodes('uninstall', nodes, { secret: new Secret(''), signal: lasting, report }),
  );
}
