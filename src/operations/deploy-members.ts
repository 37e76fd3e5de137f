import { randomUUID } from 'node:crypto';
import { applyDeployment } from '../deploy/apply-deployment.ts';
import { describeAction } from '../deploy/describe-action.ts';
import { type Deployment, type DeployRequest, isSettled, planDeployment } from '../deploy/plan-deployment.ts';
import type { ClusterSpec } from '../domain/cluster.ts';
import type { HostFacts } from '../domain/facts.ts';
import { refuseMixture } from '../plan/refuse-mixture.ts';
import { gatherAll } from '../session/gather.ts';
import { describeHolder } from './holder.ts';
import type { Operation } from './operation.ts';
import { resolveWanted } from './resolve-wanted.ts';
import type { OpenCluster } from './with-session.ts';

/** What a cluster needs that gains or loses nodes. */
export interface MembersPlan {
  readonly request: DeployRequest;
  readonly deployment: Deployment;
}

interface Wish {
  readonly spec: ClusterSpec;
  readonly what: string;
  /** Where they were gathered a moment ago. */
  readonly facts?: ReadonlyMap<string, HostFacts>;
  readonly dryRun?: boolean;
}

/** Plans a cluster with other nodes than before. What is installed stays as it is; what is missing is provided. */
export async function planMembers(
  { spec, what, facts, dryRun = false }: Wish,
  { hosts, signal, reporter }: Pick<OpenCluster, 'hosts' | 'signal' | 'reporter'>,
): Promise<MembersPlan> {
  const own = new Map(
    spec.nodes.flatMap(({ target: { name } }) => {
      const host = hosts.get(name);
      return host === undefined ? [] : [[name, host] as const];
    }),
  );
  const seen = facts ?? (await gatherAll([...own.values()], signal));
  const known = { spec, signal, reporter, gathering: Promise.resolve(seen) };
  const { provide, wanted, spec: following } = await resolveWanted({ dryRun }, known);
  const request: DeployRequest = {
    spec: following,
    hosts: own,
    provide,
    wanted,
    newHdfsId: `${spec.name}-${randomUUID().slice(0, 8)}`,
    nowSeconds: Date.now() / 1000,
    holder: describeHolder(what),
    signal,
  };
  const deployment = await planDeployment(request, known.gathering);
  refuseMixture(deployment, (component) => `bramble upgrade ${component} first`);
  return { request, deployment };
}

/** Carries the plan out, where there is anything to do. */
export async function applyMembers({ request, deployment }: MembersPlan, { reporter }: Operation): Promise<void> {
  if (!isSettled(deployment)) await applyDeployment(request, deployment, reporter.report);
}

/** What changes on nodes that neither come nor go, and why, a line for each. */
export function describeOthers({ deployment }: MembersPlan, names: readonly string[]): string[] {
  const actions = deployment.stages.flatMap(({ nodes }) => nodes.filter(({ node }) => !names.includes(node)));
  return actions.flatMap(({ node, actions: own }) =>
    own
      .filter(({ kind }) => kind !== 'write-record')
      .map((action) => `${node}: ${describeAction(action)}${valuesOf(action)}`),
  );
}

function valuesOf(action: Parameters<typeof describeAction>[0]): string {
  if (action.kind !== 'set-keys') return ` (${action.because})`;
  const values = Object.entries(action.values).map(([key, value]) => `${key}=${value.replaceAll('\n', ',')}`);
  return ` (${values.join(' ')})`;
}
