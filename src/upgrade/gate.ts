import { setTimeout as sleep } from 'node:timers/promises';
import type { Report } from '../domain/events.ts';
import { gatherAll } from '../session/gather.ts';
import type { Finding, RungName } from '../verify/finding.ts';
import { judgeSteady } from '../verify/node-rungs.ts';
import { verifyCluster } from '../verify/verify-cluster.ts';
import type { UpgradeRequest } from './plan-upgrade.ts';

const jobTimeoutMs = 60_000;

type Watched = Pick<UpgradeRequest, 'spec' | 'hosts' | 'soakSeconds' | 'settleSeconds' | 'signal'>;
type Looked = Pick<Watched, 'spec' | 'hosts' | 'settleSeconds' | 'signal'> & { readonly dryRun?: boolean };

export interface Gate {
  /** Those that were touched and are watched. */
  readonly nodes: readonly string[];
  /** Rungs that cannot hold yet. */
  readonly notYet: readonly RungName[];
  /** What did not hold before: on other nodes it may be so still. */
  readonly known: readonly Finding[];
}

/** What does not hold after a batch: of the whole ladder without jobs, and then of daemons that should stay up. */
export async function passGate(request: Watched, gate: Gate, report: Report): Promise<Finding[]> {
  const trouble = findNew(await findTrouble(request), gate);
  return trouble.length > 0 ? trouble : await soak(request, gate.nodes, report);
}

/** Trouble that counts after a batch. */
export function findNew(trouble: readonly Finding[], { nodes, notYet, known }: Gate): Finding[] {
  const isKnown = ({ rung, node, role }: Finding) =>
    known.some((one) => one.rung === rung && one.node === node && one.role === role);
  const isOwn = ({ node = '', role }: Finding) => nodes.includes(node) && role !== undefined;
  return trouble.filter((one) => !notYet.includes(one.rung) && (isOwn(one) || !isKnown(one)));
}

/** What does not hold of the ladder without jobs. A dry run writes no file to HDFS either. */
export async function findTrouble({ spec, hosts, settleSeconds, signal, dryRun }: Looked): Promise<Finding[]> {
  const look = {
    spec,
    hosts,
    failures: new Map(),
    withJobs: false,
    onlyLooks: dryRun === true,
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
