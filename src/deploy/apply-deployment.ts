import type { Action } from '../domain/actions.ts';
import { components } from '../domain/components.ts';
import type { Report } from '../domain/events.ts';
import type { HostFacts } from '../domain/facts.ts';
import { forEachHost } from '../host/for-each-host.ts';
import type { Host } from '../host/host.ts';
import { type DesiredNode, planStage, type Stage, stages } from '../plan/plan-node.ts';
import { gatherAll } from '../session/gather.ts';
import { existingSecret } from './existing-secret.ts';
import { artifactsOf } from './history-entry.ts';
import type { Deployment, DeployRequest } from './plan-deployment.ts';
import { recorded, type Undertaking } from './recorded.ts';
import { runStep } from './run-step.ts';
import { stagingDirectory } from './send-artifact.ts';
import { fetchSecret, newSecret, type SharedSecret } from './shared-secret.ts';
import { applyStage, applyToNodes, type NodeActions } from './stage.ts';

/** Makes the cluster as planned, stage by stage, with fresh facts before each. Holds every node's lock meanwhile. */
export async function applyDeployment(request: DeployRequest, deployment: Deployment, report: Report): Promise<void> {
  const { holder, signal } = request;
  const hosts = [...request.hosts.values()];
  const undertaking = { hosts, holder, signal, report, ...foreseen(deployment) };
  await recorded(undertaking, async (lasting) => {
    const { desired, runStage } = await openStages({ ...request, signal: lasting }, deployment, report);
    for (const stage of stages) await runStage(stage, desired);
    await clearStaging(hosts, lasting);
  });
}

/** Which nodes a deployment changes, and what it brings to them. */
function foreseen(deployment: Deployment): Pick<Undertaking, 'changes' | 'artifacts'> {
  const nodes = deployment.stages.flatMap((stage) => stage.nodes).filter(({ actions }) => actions.length > 0);
  const artifacts = deployment.desired.flatMap(({ parts }) => parts.map(({ artifact }) => artifact));
  return { changes: [...new Set(nodes.map(({ node }) => node))], artifacts: artifactsOf(artifacts) };
}

/** What an operator sent who was cut off while snapd went on with it. */
export async function clearStaging(hosts: readonly Host[], signal: AbortSignal | undefined): Promise<void> {
  await forEachHost(hosts, (host) => runStep(host, { argv: ['rm', '-rf', stagingDirectory] }, signal));
}

/** The stages of a deployment, to be run on all of its nodes or on some. */
export interface OpenStages {
  readonly desired: readonly DesiredNode[];
  /** Looks at these nodes anew and does what the stage has left to do there. */
  readonly runStage: (stage: Stage, nodes: readonly DesiredNode[]) => Promise<void>;
  /** Does what no stage plans. */
  readonly act: (name: string, nodes: readonly NodeActions[]) => Promise<void>;
}

/** Obtains what the stages share: the cluster's secret. */
export async function openStages(request: DeployRequest, deployment: Deployment, report: Report): Promise<OpenStages> {
  const { secret, id } = await obtainSecret(request, deployment.facts);
  return {
    desired: deployment.desired.map((node) => withSecretId(node, id)),
    runStage: (stage, nodes) => runStage(stage, nodes, { request, secret, report }),
    act: (name, nodes) => applyToNodes(name, nodes, { secret, signal: request.signal, report }),
  };
}

function withSecretId(node: DesiredNode, id: string): DesiredNode {
  const parts = node.parts.map((part) =>
    components[part.component].hasSecret ? { ...part, keys: { ...part.keys, 'secret.id': id } } : part,
  );
  return { ...node, parts };
}

interface StageRun {
  readonly request: DeployRequest;
  readonly secret: SharedSecret['secret'];
  readonly report: Report;
}

async function runStage(
  stage: Stage,
  desired: readonly DesiredNode[],
  { request, secret, report }: StageRun,
): Promise<void> {
  const hosts = desired.flatMap(({ name }) => request.hosts.get(name) ?? []);
  const plan = planStage(stage, desired, await gatherAll(hosts, request.signal));
  const nodes = desired.flatMap((node) => stageNode(node, request.hosts.get(node.name), plan.get(node.name)));
  await applyStage(stage, nodes, { secret, signal: request.signal, report });
}

function stageNode(desired: DesiredNode, host: Host | undefined, actions: readonly Action[] = []) {
  return host === undefined || actions.length === 0 ? [] : [{ desired, host, actions }];
}

async function obtainSecret(request: DeployRequest, facts: ReadonlyMap<string, HostFacts>): Promise<SharedSecret> {
  const existing = existingSecret(request, facts);
  if (existing === undefined) return newSecret();
  return await fetchSecret(existing.host, existing.component, existing.packaging);
}
