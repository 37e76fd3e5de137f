import { setTimeout as sleep } from 'node:timers/promises';
import type { Report } from '../domain/events.ts';
import { gatherAll } from '../session/gather.ts';
import type { Finding, RungName } from '../verify/finding.ts';
import { judgeSteady } from '../verify/node-rungs.ts';
import { verifyCluster } from '../verify/verify-cluster.ts';
import type { UpgradeRequest } from './plan-upgrade.ts';

const jobTimeoutMs = 60_000;

type Watched = Pick<UpgradeRequest, 'spec' | 'hosts' | 'soakSeconds' | 'settleSeconds' | 'signal'>;

export interface Gate {
  /** Those that were touched and are watched. */
  readonly nodes: readonly string[];
  /** Rungs that cannot hold yet. */
  readonly notYet: readonly RungName[];
}

/** What does not hold after a batch: of the whole ladder without jobs, and then of daemons that should stay up. */
export async function passGate(request: Watched, { nodes, notYet }: Gate, report: Report): Promise<Finding[]> {
  const trouble = (await findTrouble(request)).filter(({ rung }) => !notYet.includes(rung));
  return trouble.length > 0 ? trouble : await soak(request, nodes, report);
}

/** What does not hold of the ladder without jobs. */
export async function findTrouble({ spec, hosts, settleSeconds, signal }: Watched): Promise<Finding[]> {
  const look = {
    spec,
    hosts,
    failures: new Map(),
    withJobs: false,
    jobTimeoutMs,
    settleMs: settleSeconds * 1000,
    signal,
  };
  return (await verifyCluster(look, () => {})).filter(({ state }) => state === 'failed');
}

/** A daemon that dies after a while is told from one that works only by looking again. */
async function soak(
  { spec, hosts, soakSeconds, signal }: Watched,
  nodes: readonly string[],
  report: Report,
): Promise<Finding[]> {
  if (soakSeconds === 0) return [];
  report({ stage: 'gate', state: 'progress', text: `watch ${nodes.join(', ')} for ${soakSeconds} s` });
  const watched = nodes.flatMap((name) => hosts.get(name) ?? []);
  const before = await gatherAll(watched, signal);
  await sleep(soakSeconds * 1000, undefined, { signal });
  const after = await gatherAll(watched, signal);
  return spec.nodes.flatMap(({ target: { name }, roles }) => {
    const facts = before.get(name);
    if (facts === undefined) return [];
    const node = { name, roles, packagings: {}, seen: { facts, answers: {} }, later: after.get(name) };
    return judgeSteady(node).filter(({ state }) => state !== 'passed'); // one that waits for its next start was up a moment ago
  });
}
