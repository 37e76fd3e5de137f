import { type Deployment, type DeployRequest, planDeployment } from '../deploy/plan-deployment.ts';
import type { HostFacts } from '../domain/facts.ts';
import { type ComponentName, componentOf } from '../domain/roles.ts';
import { type Batch, type BatchWish, planBatches } from '../plan/plan-batches.ts';
import type { DesiredNode } from '../plan/plan-node.ts';
import { findDoneBefore } from './done-before.ts';
import { findLeftOver } from './find-left-over.ts';
import { fromOf } from './kept-revisions.ts';

/** What an upgrade needs to know beside what a deployment does. */
export interface UpgradeRequest extends DeployRequest, BatchWish {
  /** Those that are to change; the others stay as they are. */
  readonly components: readonly ComponentName[];
  /** How long each batch is watched before the next one, in seconds. */
  readonly soakSeconds: number;
  /** How long running work on a node may take to end or to move before its daemons are stopped, in seconds. */
  readonly drainSeconds: number;
  /** How long a daemon may take until it answers, in seconds. */
  readonly settleSeconds: number;
  /** How long a node that was lost may take until it answers again, before it is given up on the way back, in seconds. */
  readonly returnSeconds: number;
  /** Whether nothing may be written anywhere. */
  readonly dryRun: boolean;
  /** What becomes of the nodes that were done when a later one fails. */
  readonly onFailure: 'revert' | 'keep';
}

/** One component of one node, and what it changes from and to. */
export interface Change {
  readonly node: string;
  readonly component: ComponentName;
  readonly from: { readonly version: string; readonly revision: string; readonly payloadId: string };
  readonly to: { readonly version: string; readonly payloadId: string };
}

/** A cluster's way to another revision, batch by batch. */
export interface Upgrade {
  readonly deployment: Deployment;
  readonly changes: readonly Change[];
  readonly batches: readonly Batch[];
  /** What an earlier run of the same upgrade has changed already, which was cut off. */
  readonly doneBefore: readonly Change[];
  /** Nodes that such a run has left half done. */
  readonly leftOver: readonly string[];
}

/** Decides which nodes change, to what and in which order. Changes nothing on any host. */
export async function planUpgrade(
  request: UpgradeRequest,
  gathering?: Promise<ReadonlyMap<string, HostFacts>>,
): Promise<Upgrade> {
  const deployment = await planDeployment(request, gathering);
  const changes = deployment.desired.flatMap((node) => changesOf(node, deployment.facts.get(node.name)));
  const batches = planBatches(batchNodes(deployment, changes), request);
  const doneBefore = await findDoneBefore(request, deployment, changes);
  return { deployment, changes, batches, doneBefore, leftOver: await findLeftOver(request, deployment, changes) };
}

/** What a node lacks altogether is a deployment's business. */
function changesOf({ name, parts }: DesiredNode, facts: HostFacts | undefined): Change[] {
  return parts.flatMap(({ component, artifact }) => {
    const installed = facts?.installed[component];
    if (artifact === undefined || installed === undefined || installed.payloadId === artifact.payloadId) return [];
    const { version, payloadId } = artifact;
    return [{ node: name, component, from: fromOf(installed), to: { version, payloadId } }];
  });
}

/** The nodes of a plan that change, with their roles of what changes there. */
export function batchNodes({ desired }: Deployment, changes: readonly Change[]) {
  return desired.flatMap(({ name, roles }) => {
    const changing = changes.filter(({ node }) => node === name).map(({ component }) => component);
    const own = roles.filter((role) => changing.includes(componentOf(role)));
    return changing.length === 0 ? [] : [{ name, roles: own }];
  });
}
