import { randomUUID } from 'node:crypto';
import { type DeployRequest, isSettled, planDeployment } from '../deploy/plan-deployment.ts';
import { type ClusterSpec, clusterComponents } from '../domain/cluster.ts';
import { counted } from '../domain/counted.ts';
import type { HostFacts } from '../domain/facts.ts';
import { refuseOtherChannel } from '../plan/kept-builds.ts';
import { describeKept } from '../plan/mixed-releases.ts';
import { refuseOlderHadoop } from '../plan/older-hadoop.ts';
import { refuseMixture } from '../plan/refuse-mixture.ts';
import { isRemembered, loadCluster, saveCluster } from '../store/cluster-store.ts';
import { describeHolder } from './holder.ts';
import type { Operation } from './operation.ts';
import { renderPlan, renderRoles } from './render/plan.ts';
import { resolveWanted, type SourceChoice } from './resolve-wanted.ts';
import type { PlanResult } from './results.ts';
import type { OpenCluster } from './with-session.ts';

interface Choice extends SourceChoice {
  readonly dryRun?: boolean;
  readonly verify?: boolean;
}

/** A cluster with connections to all its nodes, whose facts are on their way. */
interface LookingCluster extends OpenCluster {
  readonly gathering: Promise<ReadonlyMap<string, HostFacts>>;
}

/** Plans, shows, applies and verifies a deployment over connections that are open. */
export async function deployCluster(choice: Choice, named: LookingCluster): Promise<void> {
  const { spec, ...supply } = await resolveWanted(choice, named);
  const cluster = { ...named, spec };
  const { hosts, reporter } = cluster;
  const request = makeRequest(choice, supply, cluster);
  const deployment = await planDeployment(request, cluster.gathering);
  refuseOther(choice, request, deployment);
  reporter.line(renderRoles(deployment, reporter.columns));
  for (const text of describeKept(request.wanted, deployment.facts))
    reporter.report({ stage: 'plan', state: 'note', text });
  if (choice.dryRun) return showPlan(deployment, cluster);
  if (!(await isRemembered(spec))) await remember({ ...cluster, spec: followingAs(named.spec, spec) });
  if (isSettled(deployment)) return await showSettled(cluster, hosts);
  const { applyDeployment } = await import('../deploy/apply-deployment.ts'); // a deploy with nothing to do goes without
  await applyDeployment(request, deployment, reporter.report);
  await saveCluster(spec);
  reporter.line(`deployed ${clusterComponents(spec).join(' and ')} on ${counted(spec.nodes.length, 'host')}`);
  if (choice.verify === false) return reporter.result({ changed: true });
  const { verifyAndShow } = await import('./verify.ts');
  await verifyAndShow(cluster, {}, { changed: true });
}

/** A channel is followed once its releases are there: what stops on its way to them must not count as arrived. */
function followingAs({ sources }: ClusterSpec, { sources: _next, ...spec }: ClusterSpec): ClusterSpec {
  return sources === undefined ? spec : { ...spec, sources };
}

async function remember(operation: Operation): Promise<void> {
  await noteLeftNodes(operation);
  await saveCluster(operation.spec);
}

/** A node that a deployment no longer names keeps running; only `uninstall` takes anything away. */
async function noteLeftNodes({ spec, reporter }: Operation): Promise<void> {
  const before = await loadCluster(spec.name).catch(() => undefined);
  const left =
    before?.nodes
      .map(({ target }) => target.name)
      .filter((name) => !spec.nodes.some(({ target }) => target.name === name)) ?? [];
  if (left.length === 0) return;
  const text = `no longer named, but left as they are: ${left.join(', ')}; bramble uninstall --hosts "${left.join(',')}" cleans them`;
  reporter.report({ stage: 'plan', state: 'note', text });
}

/** What is installed stays, and what comes beside it must go with it. */
function refuseOther({ channel }: Choice, { wanted }: DeployRequest, deployment: Deployment): void {
  const { nodes } = deployment.decision;
  if (channel) refuseOtherChannel(channel, wanted, nodes);
  refuseOlderHadoop(nodes);
  refuseMixture(
    deployment,
    (component, node) => `bramble remove ${node} --dead, bramble upgrade ${component}, then bramble add ${node}`,
  );
}

type Deployment = Awaited<ReturnType<typeof planDeployment>>;

function showPlan(deployment: Deployment, { reporter }: Operation): void {
  reporter.line(renderPlan(deployment, reporter.columns));
  const { stages, decision } = deployment;
  reporter.result({
    changed: false,
    roles: decision.nodes.map(({ spec: { target, roles }, parts }) => ({
      host: target.name,
      roles,
      packagings: parts.map(({ component, choice }) => ({ component, ...choice })),
    })),
    stages,
  } satisfies PlanResult);
}

async function showSettled({ reporter, spec }: Operation, hosts: DeployRequest['hosts']): Promise<void> {
  await saveCluster(spec);
  reporter.line(
    `nothing to do: ${spec.nodes.length === 1 ? 'the host is' : `all ${spec.nodes.length} hosts are`} as desired`,
  );
  reporter.result({ changed: false, usage: Object.fromEntries([...hosts].map(([name, { usage }]) => [name, usage])) });
}

type Supply = Pick<DeployRequest, 'wanted' | 'provide'>;

function makeRequest({ channel }: Choice, supply: Supply, { spec, hosts, signal }: OpenCluster): DeployRequest {
  const from = channel ? ` --channel ${channel}` : '';
  return {
    ...supply,
    spec,
    hosts,
    newHdfsId: `${spec.name}-${randomUUID().slice(0, 8)}`,
    nowSeconds: Date.now() / 1000,
    holder: describeHolder(`bramble deploy ${clusterComponents(spec).join(' ')}${from}`),
    signal,
  };
}
