import { type OpenStages, openStages } from '../deploy/apply-deployment.ts';
import { artifactsOf } from '../deploy/history-entry.ts';
import type { Locks } from '../deploy/lock.ts';
import type { Members } from '../deploy/members/members.ts';
import { recorded } from '../deploy/recorded.ts';
import type { Report } from '../domain/events.ts';
import type { DesiredNode, Stage } from '../plan/plan-node.ts';
import { findPending, pickStages } from './pick-stages.ts';
import type { Upgrade, UpgradeRequest } from './plan-upgrade.ts';

/** An upgrade that is under way: what was decided, and the means to carry it out. */
export interface UpgradeRun {
  readonly request: UpgradeRequest;
  readonly upgrade: Upgrade;
  readonly stages: OpenStages;
  readonly report: Report;
  /** Takes the lock of a node anew that was away. */
  readonly retake: Locks['retake'];
}

/** Carries an upgrade out, or the way back, while every node's lock is held. The nodes that change note it. */
export async function withRun(
  request: UpgradeRequest,
  upgrade: Upgrade,
  { report, work }: { readonly report: Report; readonly work: (run: UpgradeRun) => Promise<void> },
): Promise<void> {
  const { changes, deployment } = upgrade;
  const artifacts = artifactsOf(deployment.desired.flatMap(({ parts }) => parts.map(({ artifact }) => artifact)));
  const pending = (['start', 'record'] as const).flatMap((stage) => findPending(deployment, stage));
  const touched = [...new Set([...nodesOf(changes), ...pending])];
  const undertaking = { ...request, hosts: [...request.hosts.values()], report, changes: touched, artifacts };
  await recorded(undertaking, async (signal, retake) => {
    const lasting = { ...request, signal };
    const stages = await openStages(lasting, deployment, report);
    await work({ request: lasting, upgrade, report, stages, retake });
  });
}

/** The nodes that change, each once. */
export function nodesOf(changes: Upgrade['changes']): string[] {
  return [...new Set(changes.map(({ node }) => node))];
}

/** Runs stages of a deployment on some of the nodes, in the order of a deployment. */
export async function runStages(
  { stages }: UpgradeRun,
  names: readonly Stage['name'][],
  desired: readonly DesiredNode[],
): Promise<void> {
  for (const stage of pickStages(names)) await stages.runStage(stage, desired);
}

/** The cluster as those see it who take work from its nodes. */
export function membersOf({ request: { spec, hosts }, upgrade }: UpgradeRun): Members {
  return { spec, hosts, facts: upgrade.deployment.facts };
}
