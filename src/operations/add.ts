import { parseTargets } from '../config/distinct-targets.ts';
import type { Members } from '../deploy/members/members.ts';
import { counted } from '../domain/counted.ts';
import { BrambleError, HostsFailed } from '../errors.ts';
import { addNodes, refuseMember } from '../plan/add-nodes.ts';
import { gatherAll } from '../session/gather.ts';
import { saveCluster } from '../store/cluster-store.ts';
import { applyMembers, describeOthers, type MembersPlan, planMembers } from './deploy-members.ts';
import type { Operation } from './operation.ts';
import type { OperationOptions } from './option-rows.ts';
import { renderPlan, renderRoles } from './render/plan.ts';
import { spread } from './spread-files.ts';
import { verifyAndShow } from './verify.ts';
import type { OpenMembers } from './with-members.ts';
import { withSession } from './with-session.ts';

type AddOptions = OperationOptions<'add'>;

/** Lets hosts join a cluster, and has its files spread to them. */
export async function add(options: AddOptions, operation: Operation): Promise<void> {
  const targets = parseTargets(options.nodes);
  const spec = addNodes(operation.spec, { targets, method: options.method, dataDirs: options.dataDir });
  const names = targets.map(({ name }) => name);
  await withSession({ ...operation, spec }, async (open) => {
    const facts = await gatherAll([...open.hosts.values()], open.signal);
    await join(names, options, { ...open, facts });
  });
}

async function join(names: readonly string[], options: AddOptions, open: OpenMembers): Promise<void> {
  const { reporter, spec, facts } = open;
  refuseStrangers(names, open);
  const { dryRun = false } = options;
  const plan = await planMembers({ spec, facts, what: `bramble add ${names.join(',')}`, dryRun }, open);
  reporter.line(renderRoles(plan.deployment, reporter.columns));
  const others = describeOthers(plan, names);
  reporter.line(
    ['', ...(others.length === 0 ? ['the other nodes stay as they are'] : ['the other nodes change:', ...others])].join(
      '\n',
    ),
  );
  if (dryRun) return showPlan(names, plan, open);
  await saveCluster(spec);
  await applyMembers(plan, open);
  reporter.line(
    `${names.join(', ')}: part of the cluster ${spec.name}, which has ${counted(spec.nodes.length, 'node')} now`,
  );
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
  reporter.line(renderPlan(plan.deployment, reporter.columns));
  reporter.result({ changed: false, adds: names, stages: plan.deployment.stages });
}
