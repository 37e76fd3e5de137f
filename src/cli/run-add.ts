import { parseTargets } from '../config/distinct-targets.ts';
import { rebalance } from '../deploy/members/balance.ts';
import { forget } from '../deploy/members/decommission.ts';
import { type Members, type Place, placeOf } from '../deploy/members/members.ts';
import { countFiles, setReplication } from '../deploy/members/replication.ts';
import type { ClusterSpec, Method } from '../domain/cluster.ts';
import { BrambleError, HostsFailed } from '../errors.ts';
import { keyOn } from '../facts/key-on.ts';
import { addNodes, refuseMember } from '../plan/add-nodes.ts';
import { openSession } from '../session/cluster-session.ts';
import { gatherAll } from '../session/gather.ts';
import { saveCluster } from '../store/cluster-store.ts';
import { confirm } from './ask.ts';
import type { ClusterOptions } from './cluster-options.ts';
import { applyMembers, describeOthers, type MembersPlan, planMembers } from './deploy-members.ts';
import { type Operation, runOperation } from './operation.ts';
import { renderPlan, renderRoles } from './render-plan.ts';
import { verifyAndShow } from './run-verify.ts';
import type { OpenMembers } from './with-members.ts';

export type AddOptions = ClusterOptions & {
  readonly dataDir?: readonly string[];
  readonly method?: Method;
  readonly setrep: boolean;
  readonly rebalance?: boolean;
  readonly yes?: boolean;
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

interface Spreading {
  readonly options: AddOptions;
  readonly open: OpenMembers;
}

/** A new DataNode is in no list of those that leave, and what is in HDFS may have use for it. */
async function spread(
  names: readonly string[],
  { deployment }: MembersPlan,
  { options, open }: Spreading,
): Promise<void> {
  const nameNode = placeOf('namenode', open);
  if (nameNode === undefined || !bringsDataNodes(names, open.spec)) return;
  await forget(nameNode, names, open.signal);
  const before = Number(keyOn('hadoop', 'hdfs.replication', nameNode.facts));
  const wanted = deployment.desired.find(({ name }) => name === nameNode.host.name);
  const now = Number(wanted?.parts.find(({ component }) => component === 'hadoop')?.keys['hdfs.replication'] ?? before);
  if (now > before) await offerCopies(nameNode, { before, now }, { options, open });
  if (options.rebalance) await rebalance(nameNode, open.reporter.report, open.signal);
  else open.reporter.line('existing blocks stay where they are; to even them out: bramble run hdfs balancer');
}

function bringsDataNodes(names: readonly string[], { nodes }: ClusterSpec): boolean {
  return nodes.some(({ target, roles }) => names.includes(target.name) && roles.includes('datanode'));
}

async function offerCopies(
  nameNode: Place,
  { before, now }: { before: number; now: number },
  { options, open: { reporter, signal } }: Spreading,
): Promise<void> {
  const count = (await countFiles(nameNode, signal)).find(({ replication }) => replication === before);
  if (count === undefined) return;
  const mb = Math.ceil((count.bytes * (now - before)) / 1e6);
  const what = `${count.files} files have ${before} ${before === 1 ? 'copy' : 'copies'}, as was usual here`;
  const wants = options.setrep && (options.yes || (await confirm(`${what}. Give them ${now}, which takes ${mb} MB?`)));
  if (!wants)
    return reporter.line(
      `new files get ${now} copies; ${what}, and keep them: bramble run hdfs dfs -setrep changes that`,
    );
  await setReplication(nameNode, { which: 'exactly', copies: before, to: now }, signal);
  reporter.line(`${count.files} files get ${now} copies instead of ${before}; HDFS makes them now, ${mb} MB in all`);
}
