import { setTimeout as sleep } from 'node:timers/promises';
import type { ClusterSpec, NodeSpec } from '../domain/cluster.ts';
import type { Report } from '../domain/events.ts';
import type { HostFacts } from '../domain/facts.ts';
import type { RoleName } from '../domain/roles.ts';
import { BrambleError } from '../errors.ts';
import type { Host } from '../host/host.ts';
import { gatherFacts } from '../session/gather.ts';
import { askRole } from './ask-role.ts';
import { steadySeconds } from './node-rungs.ts';
import type { Answer, JobObservation, NodeObservation, Observation } from './observation.ts';
import { runCheckJob } from './run-check-job.ts';

/** Nodes to look at: those that answered, and why the others did not. */
export interface ObserveRequest {
  readonly spec: ClusterSpec;
  readonly hosts: ReadonlyMap<string, Host>;
  readonly failures: ReadonlyMap<string, BrambleError>;
  /** Limit for the check job. */
  readonly jobTimeoutMs: number;
  /** How long a daemon may take until it answers. */
  readonly settleMs: number;
  readonly signal?: AbortSignal | undefined;
}

const pauseMs = 2_000;

/** Looks at everything the ladder asks about: facts, answers, a job, and facts once more. Decides nothing. */
export async function observe(request: ObserveRequest, report: Report): Promise<Observation> {
  report({ stage: 'verify', state: 'started', text: 'look at every node and daemon' });
  const first = await lookUntilSettled(request);
  const lookedMs = Date.now();
  const job = await runJob(request, first, report);
  const later = await lookLater(request, first, lookedMs);
  return { nodes: first.map((node) => ({ ...node, later: later.get(node.name) })), job };
}

type FirstLook = Omit<NodeObservation, 'later'>;

/** Daemons that were started a moment ago get a while to answer; what stays silent is reported as it is. */
async function lookUntilSettled(request: ObserveRequest): Promise<FirstLook[]> {
  const deadline = Date.now() + request.settleMs;
  for (;;) {
    const nodes = await Promise.all(request.spec.nodes.map((node) => lookAt(node, request)));
    if (isSettled(nodes) || Date.now() >= deadline) return nodes;
    await sleep(pauseMs, undefined, { signal: request.signal });
  }
}

/** Every daemon that runs has answered, and the master counts as many living workers as run. */
function isSettled(nodes: readonly FirstLook[]): boolean {
  return (
    nodes.every((node) => node.roles.every((role) => !isRunning(node, role) || hasAnswered(node, role))) &&
    nodes.every(({ seen }) => hasAllWorkers(seen, nodes))
  );
}

function isRunning({ seen }: FirstLook, role: RoleName): boolean {
  return 'facts' in seen && seen.facts.installed.spark?.services[role]?.active === 'active';
}

function hasAnswered({ seen }: FirstLook, role: RoleName): boolean {
  return 'answers' in seen && seen.answers[role]?.kind !== 'silent';
}

function hasAllWorkers(seen: FirstLook['seen'], nodes: readonly FirstLook[]): boolean {
  if (!('answers' in seen) || seen.answers.master?.kind !== 'answered') return true;
  return (
    aliveWorkers(seen) >= nodes.filter((node) => node.roles.includes('worker') && isRunning(node, 'worker')).length
  );
}

/** As a master counts them. */
function aliveWorkers(seen: FirstLook['seen']): number {
  const answer = 'answers' in seen ? seen.answers.master : undefined;
  if (answer?.kind !== 'answered') return 0;
  return (answer.json as { aliveworkers?: number } | undefined)?.aliveworkers ?? 0; // Spark's master page as JSON
}

async function lookAt(node: NodeSpec, request: ObserveRequest): Promise<FirstLook> {
  const { name } = node.target;
  const common = { name, roles: node.roles, packaging: node.method === 'auto' ? undefined : node.method };
  const host = request.hosts.get(name);
  if (host === undefined) return { ...common, seen: { error: failureOf(name, request) } };
  try {
    const facts = await gatherFacts(host, request.signal);
    const recorded = facts.record?.components.spark?.packaging;
    return {
      ...common,
      packaging: common.packaging ?? recorded,
      seen: { facts, answers: await askAll(host, node, facts) },
    };
  } catch (error) {
    if (error instanceof BrambleError && error.code !== 'INTERRUPTED') return { ...common, seen: { error } };
    throw error;
  }
}

function failureOf(name: string, { failures }: ObserveRequest): BrambleError {
  return failures.get(name) ?? new BrambleError('HOST_UNREACHABLE', 'not connected', { host: name });
}

async function askAll(host: Host, { roles }: NodeSpec, facts: HostFacts): Promise<Partial<Record<RoleName, Answer>>> {
  const answers = await Promise.all(roles.map(async (role) => [role, await askRole(host, role, facts)] as const));
  return Object.fromEntries(answers);
}

async function runJob(
  request: ObserveRequest,
  nodes: readonly FirstLook[],
  report: Report,
): Promise<JobObservation | undefined> {
  const master = nodes.find(
    ({ roles, seen }) => roles.includes('master') && 'answers' in seen && seen.answers.master?.kind === 'answered',
  );
  const host = master && request.hosts.get(master.name);
  if (master === undefined || host === undefined || !('facts' in master.seen)) return undefined;
  const workers = aliveWorkers(master.seen);
  if (workers === 0) return undefined; // it would wait for one until its time is over
  report({ stage: 'verify', host: master.name, state: 'started', text: 'run a PySpark job on every worker' });
  return await runCheckJob(host, {
    workers,
    packaging: master.seen.facts.installed.spark?.packaging ?? 'tarball',
    timeoutMs: request.jobTimeoutMs,
    signal: request.signal,
  });
}

/** Waits until a crash at start would have shown as a restart, then asks every node once more. */
async function lookLater(
  request: ObserveRequest,
  nodes: readonly FirstLook[],
  sinceMs: number,
): Promise<Map<string, HostFacts>> {
  const waitMs = steadySeconds * 1000 - youngestSeconds(nodes) * 1000 - (Date.now() - sinceMs);
  if (waitMs > 0) await sleep(waitMs, undefined, { signal: request.signal });
  const looks = await Promise.all(
    [...request.hosts].map(async ([name, host]) => [name, await lookAgain(host, request)] as const),
  );
  return new Map(looks.flatMap(([name, facts]) => (facts === undefined ? [] : [[name, facts] as const])));
}

function youngestSeconds(nodes: readonly FirstLook[]): number {
  return Math.min(
    ...nodes.flatMap(({ seen, roles }) => ('facts' in seen ? roles.map((role) => age(seen.facts, role)) : [])),
    steadySeconds,
  );
}

function age(facts: HostFacts, role: RoleName): number {
  return facts.installed.spark?.services[role]?.activeSeconds ?? steadySeconds;
}

async function lookAgain(host: Host, { signal }: ObserveRequest): Promise<HostFacts | undefined> {
  try {
    return await gatherFacts(host, signal);
  } catch (error) {
    if (error instanceof BrambleError && error.code !== 'INTERRUPTED') return undefined;
    throw error;
  }
}
