import { setTimeout as sleep } from 'node:timers/promises';
import type { PackagingName } from '../domain/artifact.ts';
import { type ClusterSpec, componentsOf, type NodeSpec } from '../domain/cluster.ts';
import type { HostFacts } from '../domain/facts.ts';
import { type ComponentName, componentOf, type RoleName } from '../domain/roles.ts';
import { BrambleError, isFailure } from '../errors.ts';
import type { Host } from '../host/host.ts';
import { gatherFacts } from '../session/gather.ts';
import { askRole } from './ask-role.ts';
import { steadySeconds } from './node-rungs.ts';
import type { Answer } from './observation.ts';
import { isSettled, isStarting, type Look } from './settled.ts';

/** Nodes to look at: those that answered, and why the others did not. */
export interface ObserveRequest {
  readonly spec: ClusterSpec;
  readonly hosts: ReadonlyMap<string, Host>;
  readonly failures: ReadonlyMap<string, BrambleError>;
  /** Whether jobs are run too, which takes a minute or more. */
  readonly withJobs: boolean;
  /** Whether nothing is written either: no file goes through HDFS then. */
  readonly onlyLooks?: boolean;
  /** Limit for each check job. */
  readonly jobTimeoutMs: number;
  /** How long a daemon may take until it answers. */
  readonly settleMs: number;
  readonly signal?: AbortSignal | undefined;
}

const pauseMs = 2_000;
/** One that ended because another was not up yet is started again after 10 s; one that crashes over and over is not waited for. */
const nextTryMs = 30_000;

/** Daemons that were started a moment ago get a while to answer; what stays silent is reported as it is. */
export async function lookUntilSettled(request: ObserveRequest): Promise<Look> {
  const startedMs = Date.now();
  for (;;) {
    const nodes = await Promise.all(request.spec.nodes.map((node) => lookAt(node, request)));
    const waitedMs = Date.now() - startedMs;
    const isCalm = waitedMs >= nextTryMs || !isStarting(nodes);
    if ((isSettled(nodes) && isCalm) || waitedMs >= request.settleMs) return nodes;
    await sleep(pauseMs, undefined, { signal: request.signal });
  }
}

async function lookAt(node: NodeSpec, request: ObserveRequest): Promise<Look[number]> {
  const { name } = node.target;
  const host = request.hosts.get(name);
  const unseen = { name, roles: node.roles, packagings: packagingsOf(node, undefined) };
  if (host === undefined) return { ...unseen, seen: { error: failureOf(name, request) } };
  try {
    const facts = await gatherFacts(host, request.signal);
    const seen = { facts, answers: await askAll(host, node, facts) };
    return { ...unseen, packagings: packagingsOf(node, facts), seen };
  } catch (error) {
    if (isFailure(error)) return { ...unseen, seen: { error } };
    throw error;
  }
}

/** As the operator asked for, else as the node's own record says. */
function packagingsOf({ method, roles }: NodeSpec, facts: HostFacts | undefined): Look[number]['packagings'] {
  const planned = componentsOf(roles).flatMap((component): [ComponentName, PackagingName][] => {
    const packaging = method === 'auto' ? facts?.record?.components[component]?.packaging : method;
    return packaging === undefined ? [] : [[component, packaging]];
  });
  return Object.fromEntries(planned);
}

function failureOf(name: string, { failures }: ObserveRequest): BrambleError {
  return failures.get(name) ?? new BrambleError('HOST_UNREACHABLE', 'not connected', { host: name });
}

async function askAll(host: Host, { roles }: NodeSpec, facts: HostFacts): Promise<Partial<Record<RoleName, Answer>>> {
  const answers = await Promise.all(roles.map(async (role) => [role, await askRole(host, role, facts)] as const));
  return Object.fromEntries(answers);
}

/** Waits until a crash at start would have shown as a restart, then asks every node once more. */
export async function lookLater(
  request: ObserveRequest,
  nodes: Look,
  sinceMs: number,
): Promise<ReadonlyMap<string, HostFacts>> {
  const waitMs = steadySeconds * 1000 - youngestSeconds(nodes) * 1000 - (Date.now() - sinceMs);
  if (waitMs > 0) await sleep(waitMs, undefined, { signal: request.signal });
  const looks = await Promise.all(
    [...request.hosts].map(async ([name, host]) => [name, await lookAgain(host, request)] as const),
  );
  return new Map(looks.flatMap(([name, facts]) => (facts === undefined ? [] : [[name, facts] as const])));
}

function youngestSeconds(nodes: Look): number {
  const ages = nodes.flatMap(({ seen, roles }) => ('facts' in seen ? roles.map((role) => age(seen.facts, role)) : []));
  return Math.min(...ages, steadySeconds);
}

/** One that does not run now is not judged by the second look. */
function age({ installed }: HostFacts, role: RoleName): number {
  const service = installed[componentOf(role)]?.services[role];
  return service?.active === 'active' ? service.activeSeconds : steadySeconds;
}

async function lookAgain(host: Host, { signal }: ObserveRequest): Promise<HostFacts | undefined> {
  try {
    return await gatherFacts(host, signal);
  } catch (error) {
    if (isFailure(error)) return undefined;
    throw error;
  }
}
