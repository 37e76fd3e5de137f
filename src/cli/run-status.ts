import { setTimeout as sleep } from 'node:timers/promises';
import { findAway } from '../deploy/members/find-away.ts';
import type { HostFacts } from '../domain/facts.ts';
import { BrambleError, errorKinds } from '../errors.ts';
import { type ClusterSession, openWhatAnswers } from '../session/cluster-session.ts';
import { gatherFacts } from '../session/gather.ts';
import type { ClusterOptions } from './cluster-options.ts';
import { type Operation, runOperation } from './operation.ts';
import { type NodeStatus, renderStatus } from './render-status.ts';

export type StatusOptions = ClusterOptions & { readonly watch?: boolean };

const pauseMs = 5_000;
const clearScreen = '\u001b[H\u001b[2J';

/** Shows the nodes once, or again and again. Exits with 1 when a node does not answer. */
export async function runStatus(options: StatusOptions): Promise<void> {
  await runOperation(options, async (operation) => {
    const session = await openWhatAnswers(operation.spec, operation.reach, operation.reporter.report);
    try {
      do {
        await showOnce(operation, session, options);
      } while (options.watch && (await pause(operation.signal)));
    } finally {
      await session.close();
    }
  });
}

async function showOnce(
  { spec, reporter, signal }: Operation,
  session: ClusterSession,
  { watch }: StatusOptions,
): Promise<void> {
  const nodes = await Promise.all(
    spec.nodes.map(({ target, roles }) => lookAt(target.name, roles, { session, signal })),
  );
  const maintenance = await findAway({ spec, hosts: session.hosts, facts: factsOf(nodes) }, signal);
  if (watch && process.stdout.isTTY) process.stdout.write(clearScreen);
  reporter.line(renderStatus(spec, nodes));
  const away = maintenance.join(',');
  if (away !== '') reporter.line(`\nin maintenance: ${away}; back: bramble maintenance "${away}" --end`);
  reporter.result({
    cluster: spec.name,
    maintenance,
    nodes: nodes.map(({ name, roles, seen }) => ({ host: name, roles, ...asJson(seen) })),
  });
  if (nodes.some(({ seen }) => seen instanceof BrambleError)) process.exitCode = errorKinds.HOSTS_FAILED.exit;
}

function factsOf(nodes: readonly NodeStatus[]): ReadonlyMap<string, HostFacts> {
  return new Map(nodes.flatMap(({ name, seen }) => (seen instanceof BrambleError ? [] : [[name, seen] as const])));
}

function asJson(seen: NodeStatus['seen']): object {
  return seen instanceof BrambleError ? { error: { code: seen.code, message: seen.message } } : { facts: seen };
}

async function lookAt(
  name: string,
  roles: NodeStatus['roles'],
  { session, signal }: { session: ClusterSession; signal: AbortSignal },
): Promise<NodeStatus> {
  const host = session.hosts.get(name);
  const missing = session.failures.get(name) ?? new BrambleError('HOST_UNREACHABLE', 'not connected', { host: name });
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

async function pause(signal: AbortSignal): Promise<boolean> {
  await sleep(pauseMs, undefined, { signal }).catch(() => {});
  return !signal.aborted;
}
