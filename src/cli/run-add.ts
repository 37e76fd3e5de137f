import { parseTargets } from '../config/distinct-targets.ts';
import type { Members } from '../deploy/members/members.ts';
import type { Method } from '../domain/cluster.ts';
import { BrambleError, HostsFailed } from '../errors.ts';
import { addNodes, refuseMember } from '../plan/add-nodes.ts';
import { openSession } from '../session/cluster-session.ts';
import { gatherAll } from '../session/gather.ts';
import { saveCluster } from '../store/cluster-store.ts';
import type { ClusterOptions } from './cluster-options.ts';
import { applyMembers, describeOthers, type MembersPlan, planMembers } from './deploy-members.ts';
import { type Operation, runOperation } from './operation.ts';
import { renderPlan, renderRoles } from './render-plan.ts';
import { verifyAndShow } from './run-verify.ts';
import { type SpreadOptions, spread } from './spread-files.ts';
import type { OpenMembers } from './with-members.ts';

export type AddOptions = ClusterOptions &
  SpreadOptions & {
    readonly dataDir?: readonly string[];
    readonly method?: Method;
    readonly dryRun?: boolean;
    readonly verify: boolean;
  };

/** Lets hosts join a cluster, and has its files spread to them. */
export async function runAdd(list: string, options: AddOptions): Promise<void> {
  await runOperation(options, async (operation) => {
    const targets = parseTargets(list);
    const spec = addNodes(operation.spec, { targets, method: options.method, dataDirs: options.dataDir });
    const session = await openSession(spec, operation.reach, operation.reporter.report);
    try {
      const facts = await gatherAll([...session.hosts.values()], operation.signal);
      const names = targets.map(({ name }) => name);
      await add(names, options, { ...operation, ...session, facts, spec });
    } finally {
      await session.close();
    }
  });
}

async function add(names: readonly string[], options: AddOptions, open: OpenMembers): Promise<void> {
  const { reporter, spec } = open;
  refuseStrangers(names, open);
  const { dryRun = false } = options;
  const plan = await planMembers({ spec, what: `bramble add ${names.join(',')}`, dryRun }, open);
  reporter.line(renderRoles(plan.deployment));
  const others = describeOthers(plan, names);
  reporter.line(
    ['', ...(others.length === 0 ? ['the other nodes stay as they are'] : ['the other nodes change:', ...others])].join(
      '\n',
    ),
  );
  if (dryRun) return showPlan(names, plan, open);
  await saveCluster(spec);
  await applyMembers(plan, open);
  reporter.line(`${names.join(', ')}: part of the cluster ${spec.name}, which has ${spec.nodes.length} nodes now`);
  await spread(names, plan, { options, open });
  if (options.verify) await verifyAndShow(open, { jobs: true }, { changed: true });
  else reporter.result({ changed: true, added: names });
}

function refuseStrangers(names: readonly string[], { spec, facts }: Members): void {
  const failures = names.flatMap((host) => {
    const seen = facts.get(host);
    const problem = seen && refuseMember(spec.name, seen);
    return problem === undefined
      ? []
      : [new BrambleError('HOST_UNSUITABLE', problem.what, { host, hint: problem.hint })];
  });
  if (failures.length > 0) throw new HostsFailed(failures, names.length);
}

function showPlan(names: readonly string[], plan: MembersPlan, { reporter }: Operation): void {
  reporter.line(renderPlan(plan.deployment));
  reporter.result({ changed: false, adds: names, stages: plan.deployment.stages });
}
