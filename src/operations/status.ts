import { findAway } from '../deploy/members/find-away.ts';
import type { ClusterSpec } from '../domain/cluster.ts';
import type { HostFacts } from '../domain/facts.ts';
import { BrambleError } from '../errors.ts';
import { gatherFacts } from '../session/gather.ts';
import type { Operation, Reporter } from './operation.ts';
import { type NodeStatus, renderStatus } from './render/status.ts';
import type { StatusNode, StatusResult } from './results.ts';
import { type OpenCluster, withWhatAnswers } from './with-session.ts';

/** Shows the nodes as they are now. */
export async function status(_options: object, operation: Operation): Promise<void> {
  await withWhatAnswers(operation, showStatus);
}

/** Shows the nodes over connections that are open already. */
export async function showStatus(open: OpenCluster): Promise<void> {
  tellStatus(open.spec, await lookAtCluster(open), open.reporter);
}

/** Tells what was seen of a cluster. */
export function tellStatus(spec: Named, { nodes, maintenance }: ClusterStatus, reporter: Reporter): void {
  reporter.line(renderStatus(spec, nodes, reporter.columns));
  const away = maintenance.join(',');
  if (away !== '') reporter.line(`\nin maintenance: ${away}; to end it: bramble maintenance "${away}" --end`);
  reporter.result(statusAsJson(spec, { nodes, maintenance }));
  if (!isWhole({ nodes })) reporter.unwell('HOSTS_FAILED');
}

type Named = Pick<ClusterSpec, 'name'>;

/** What was seen of all nodes. */
export interface ClusterStatus {
  readonly nodes: readonly NodeStatus[];
  /** Names of hosts in maintenance. */
  readonly maintenance: readonly string[];
}

type Answering = Pick<OpenCluster, 'spec' | 'hosts' | 'failures' | 'signal'>;

/** Looks at all nodes at once. */
export async function lookAtCluster(open: Answering): Promise<ClusterStatus> {
  const { spec, hosts, signal } = open;
  const nodes = await Promise.all(spec.nodes.map(({ target, roles }) => lookAt(target.name, roles, open)));
  return { nodes, maintenance: await findAway({ spec, hosts, facts: factsOf(nodes) }, signal) };
}

/** Whether every node was heard. */
export function isWhole({ nodes }: Pick<ClusterStatus, 'nodes'>): boolean {
  return !nodes.some(({ seen }) => seen instanceof BrambleError);
}

/** What programs are told of it. */
export function statusAsJson({ name }: Named, { nodes, maintenance }: ClusterStatus): StatusResult {
  return {
    cluster: name,
    maintenance,
    nodes: nodes.map(({ name: host, roles, seen }) => ({ host, roles, ...asJson(seen) })),
  };
}

function factsOf(nodes: readonly NodeStatus[]): ReadonlyMap<string, HostFacts> {
  return new Map(nodes.flatMap(({ name, seen }) => (seen instanceof BrambleError ? [] : [[name, seen] as const])));
}

function asJson(seen: NodeStatus['seen']): Pick<StatusNode, 'facts' | 'error'> {
  return seen instanceof BrambleError ? { error: { code: seen.code, message: seen.message } } : { facts: seen };
}

async function lookAt(
  name: string,
  roles: NodeStatus['roles'],
  { hosts, failures, signal }: Answering,
): Promise<NodeStatus> {
  const host = hosts.get(name);
  const missing = failures.get(name) ?? new BrambleError('HOST_UNREACHABLE', 'not connected', { host: name });
  return { name, roles, seen: host === undefined ? missing : await factsOrError(() => gatherFacts(host, signal)) };
}

async function factsOrError(gather: () => Promise<HostFacts>): Promise<HostFacts | BrambleError> {
  try {
    return await gather();
  } catch (error) {
    if (error instanceof BrambleError && error.code !== 'INTERRUPTED') return error;
    throw error;
  }
}
