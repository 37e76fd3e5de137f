import { randomUUID } from 'node:crypto';
import { applyDeployment } from '../deploy/apply-deployment.ts';
import { describeAction } from '../deploy/describe-action.ts';
import { type Deployment, type DeployRequest, isSettled, planDeployment } from '../deploy/plan-deployment.ts';
import type { ClusterSpec } from '../domain/cluster.ts';
import { componentNames } from '../domain/components.ts';
import { BrambleError } from '../errors.ts';
import type { Wanted } from '../plan/needs.ts';
import type { ClusterSession } from '../session/cluster-session.ts';
import { describeHolder } from './holder.ts';
import type { Operation } from './operation.ts';
import { resolveWanted } from './resolve-wanted.ts';

/** What a cluster needs that gains or loses nodes. */
export interface MembersPlan {
  readonly request: DeployRequest;
  readonly deployment: Deployment;
}

interface Wish {
  readonly spec: ClusterSpec;
  readonly what: string;
  readonly dryRun?: boolean;
}

/** Plans a cluster with other nodes than before. What is installed stays as it is; what is missing is provided. */
export async function planMembers(
  { spec, what, dryRun = false }: Wish,
  { hosts, signal, reporter }: Pick<Operation & ClusterSession, 'hosts' | 'signal' | 'reporter'>,
): Promise<MembersPlan> {
  const { provide } = await resolveWanted({ dryRun }, { spec, signal, reporter });
  const own = new Map(
    spec.nodes.flatMap(({ target: { name } }) => {
      const host = hosts.get(name);
      return host === undefined ? [] : [[name, host] as const];
    }),
  );
  const request: DeployRequest = {
    spec,
    hosts: own,
    provide,
    wanted: Object.fromEntries(componentNames.map((name) => [name, { asInstalled: true }])) as Wanted, // one for each name
    newHdfsId: `${spec.name}-${randomUUID().slice(0, 8)}`,
    nowSeconds: Date.now() / 1000,
    holder: describeHolder(what),
    signal,
  };
  const deployment = await planDeployment(request);
  refuseMixture(deployment);
  return { request, deployment };
}

/** Daemons of different versions do not always understand each other, and nobody asked for an upgrade. */
function refuseMixture({ desired, facts }: Deployment): void {
  for (const { name, parts } of desired)
    for (const { component, artifact } of parts) {
      const others = [...facts.values()].flatMap(({ installed }) => installed[component]?.version ?? []);
      const other = others.find((version) => artifact !== undefined && version !== artifact.version);
      if (other === undefined) continue;
      throw new BrambleError(
        'REFUSED',
        `it would get ${component} ${artifact?.version}, and the others have ${other}`,
        {
          host: name,
          hint: `bramble upgrade ${component} first`,
        },
      );
    }
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
