import type { NodePlan } from '../domain/actions.ts';
import type { Artifact } from '../domain/artifact.ts';
import type { ClusterSpec } from '../domain/cluster.ts';
import type { HostFacts } from '../domain/facts.ts';
import { BrambleError, HostsFailed } from '../errors.ts';
import type { Host } from '../host/host.ts';
import { type ClusterDecision, decideCluster } from '../plan/decide-cluster.ts';
import { desireNodes } from '../plan/desired-cluster.ts';
import { foresee } from '../plan/foresee.ts';
import { type ArtifactNeed, chooseAll, findNeeds, type Wanted } from '../plan/needs.ts';
import { type DesiredNode, planStage, stages } from '../plan/plan-node.ts';
import { gatherAll } from '../session/gather.ts';
import { existingSecret } from './existing-secret.ts';
import type { Holder } from './lock.ts';

/** What is needed to make a cluster as wanted. */
export interface DeployRequest {
  readonly spec: ClusterSpec;
  readonly hosts: ReadonlyMap<string, Host>;
  /** Builds or fetches what is missing, or finds it in the cache; called with nothing where no node needs anything. */
  readonly provide: (needs: readonly ArtifactNeed[], facts: Facts) => Promise<readonly Artifact[]>;
  /** What an up-to-date node has installed. */
  readonly wanted: Wanted;
  /** Id for a file system where there has never been one. */
  readonly newHdfsId: string;
  readonly nowSeconds: number;
  readonly holder: Holder;
  readonly signal?: AbortSignal | undefined;
}

/** A cluster's way from how it is to how it should be. */
export interface Deployment {
  readonly decision: ClusterDecision;
  readonly desired: readonly DesiredNode[];
  readonly facts: ReadonlyMap<string, HostFacts>;
  /** By stage, as far as can be foreseen. */
  readonly stages: readonly { readonly name: string; readonly nodes: readonly NodePlan[] }[];
}

type Facts = ReadonlyMap<string, HostFacts>;

/**
 * Decides what a deployment would do, from facts that are gathered now unless they are on their way already.
 * Changes nothing on any host. Rejects where something stands in the way.
 */
export async function planDeployment(request: DeployRequest, gathering?: Promise<Facts>): Promise<Deployment> {
  const facts = await (gathering ?? gatherAll([...request.hosts.values()], request.signal));
  const choices = chooseAll(request.spec, facts);
  const situation = { ...request, facts, choices };
  refuseProblems(decideCluster({ ...situation, artifacts: [] }));
  const artifacts = await request.provide(findNeeds(choices, facts, request.wanted), facts);
  const decision = decideCluster({ ...situation, artifacts });
  refuseProblems(decision);
  const desired = desireNodes(decision.nodes, {
    cluster: request.spec,
    hosts: decision.hosts,
    hdfs: decision.hdfs,
    secretId: existingSecret(request, facts)?.id ?? 'new',
  });
  return { decision, desired, facts, stages: foreseeStages(desired, facts) };
}

function refuseProblems({ problems, nodes }: ClusterDecision): void {
  if (problems.size === 0) return;
  const failures = [...problems].flatMap(([host, list]) =>
    list.map(({ what, hint }) => new BrambleError('HOST_UNSUITABLE', what, { host, hint })),
  );
  throw new HostsFailed(failures, nodes.length);
}

/** What every stage will have to do, each from the facts as the stages before it will leave them. */
export function foreseeStages(
  desired: readonly DesiredNode[],
  facts: ReadonlyMap<string, HostFacts>,
): Deployment['stages'] {
  let foreseen = facts;
  return stages.map((stage) => {
    const plan = planStage(stage, desired, foreseen);
    foreseen = new Map([...foreseen].map(([name, seen]) => [name, foresee(seen, plan.get(name) ?? [])]));
    return { name: stage.name, nodes: [...plan].map(([node, actions]) => ({ node, actions })) };
  });
}

/** Whether nothing is left to do. */
export function isSettled(deployment: Deployment): boolean {
  return deployment.stages.every(({ nodes }) => nodes.every(({ actions }) => actions.length === 0));
}
