import type { ClusterSpec } from '../domain/cluster.ts';
import type { Report } from '../domain/events.ts';
import { BrambleError, HostsFailed } from '../errors.ts';
import { connectHost } from '../host/connect.ts';
import type { Host } from '../host/host.ts';
import { findRoutes, type ReachOptions, type Route } from './reach.ts';

/** Open connections to the nodes of a cluster. */
export interface ClusterSession {
  readonly hosts: ReadonlyMap<string, Host>;
  /** Nodes that could not be reached. */
  readonly failures: ReadonlyMap<string, BrambleError>;
  readonly close: () => Promise<void>;
}

/** Connects to all nodes at once and rejects, with all failures together, unless every one answers. */
export async function openSession(spec: ClusterSpec, reach: ReachOptions, report: Report): Promise<ClusterSession> {
  const session = await openWhatAnswers(spec, reach, report);
  if (session.failures.size === 0) return session;
  await session.close();
  throw new HostsFailed([...session.failures.values()], spec.nodes.length, [...session.hosts.keys()]);
}

/** Connects to all nodes at once and keeps the failures beside the hosts that answered. */
export async function openWhatAnswers(spec: ClusterSpec, reach: ReachOptions, report: Report): Promise<ClusterSession> {
  const routes = [...findRoutes(spec, reach, report)];
  const attempts = await Promise.all(routes.map(async ([name, route]) => [name, await attempt(route)] as const));
  const hosts = new Map(attempts.flatMap(([name, { host }]) => (host === undefined ? [] : [[name, host] as const])));
  const failures = new Map(
    attempts.flatMap(([name, { error }]) => (error === undefined ? [] : [[name, error] as const])),
  );
  return { hosts, failures, close: () => closeAll(hosts.values()) };
}

interface Attempt {
  readonly host?: Host;
  readonly error?: BrambleError;
}

async function attempt({ target, options }: Route): Promise<Attempt> {
  try {
    return { host: await connectHost(target, options) };
  } catch (error) {
    if (error instanceof BrambleError) return { error };
    throw error;
  }
}

async function closeAll(hosts: Iterable<Host>): Promise<void> {
  await Promise.allSettled([...hosts].map((host) => host.close()));
}
