import type { Action } from '../domain/actions.ts';
import { components } from '../domain/components.ts';
import type { Report } from '../domain/events.ts';
import type { HostFacts } from '../domain/facts.ts';
import { forEachHost } from '../host/for-each-host.ts';
import type { Host } from '../host/host.ts';
import { type DesiredNode, planStage, type Stage, stages } from '../plan/plan-node.ts';
import { gatherAll } from '../session/gather.ts';
import { existingSecret } from './existing-secret.ts';
import { takeLocks } from './lock.ts';
import type { Deployment, DeployRequest } from './plan-deployment.ts';
import { runStep } from './run-step.ts';
import { stagingDirectory } from './send-artifact.ts';
import { fetchSecret, newSecret, type SharedSecret } from './shared-secret.ts';
import { applyStage } from './stage.ts';

/** Makes the cluster as planned, stage by stage, with fresh facts before each. Holds every node's lock meanwhile. */
export async function applyDeployment(request: DeployRequest, deployment: Deployment, report: Report): Promise<void> {
  const hosts = [...request.hosts.values()];
  const locks = await takeLocks(hosts, request.holder);
  try {
    const { secret, id } = await obtainSecret(request, deployment.facts);
    const desired = deployment.desired.map((node) => withSecretId(node, id));
    for (const stage of stages) await runStage(stage, desired, { request, secret, report });
    await forEachHost(hosts, (host) => runStep(host, clearStaging, request.signal));
  } finally {
    await locks.release();
  }
}

function withSecretId(node: DesiredNode, id: string): DesiredNode {
  const parts = node.parts.map((part) =>
    components[part.component].hasSecret ? { ...part, keys: { ...part.keys, 'secret.id': id } } : part,
  );
  return { ...node, parts };
}

/** What an operator sent who was cut off while snapd went on with it. */
const clearStaging = { argv: ['rm', '-rf', stagingDirectory] };

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
  const facts = await gatherAll([...request.hosts.values()], request.signal);
  const plan = planStage(stage, desired, facts);
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
