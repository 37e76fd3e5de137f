import { rebalance } from '../deploy/members/balance.ts';
import { welcome } from '../deploy/members/decommission.ts';
import { untilWritable } from '../deploy/members/hdfs-state.ts';
import { type Place, placeOf } from '../deploy/members/members.ts';
import { countFiles, setReplication } from '../deploy/members/replication.ts';
import type { ClusterSpec } from '../domain/cluster.ts';
import { counted } from '../domain/counted.ts';
import { keyOn } from '../facts/key-on.ts';
import type { MembersPlan } from './deploy-members.ts';
import type { OperationOptions } from './option-rows.ts';
import type { OpenMembers } from './with-members.ts';

/** What may be done with files that are there already. */
type SpreadOptions = Pick<OperationOptions<'add'>, 'setrep' | 'rebalance' | 'yes'>;

interface Spreading {
  readonly options: SpreadOptions;
  readonly open: OpenMembers;
}

/** Lets HDFS use new DataNodes: none is in the list of those that leave, and existing files may get more copies. */
export async function spread(
  names: readonly string[],
  { deployment }: MembersPlan,
  { options, open }: Spreading,
): Promise<void> {
  const nameNode = placeOf('namenode', open);
  if (nameNode === undefined || !bringsDataNodes(names, open.spec)) return;
  await untilWritable(nameNode, open.signal);
  await welcome(nameNode, [...names, ...addressesOf(names, open)], open.signal);
  const before = Number(keyOn('hadoop', 'hdfs.replication', nameNode.facts));
  const wanted = deployment.desired.find(({ name }) => name === nameNode.host.name);
  const now = Number(wanted?.parts.find(({ component }) => component === 'hadoop')?.keys['hdfs.replication'] ?? before);
  if (now > before) await offerCopies(nameNode, { before, now }, { options, open });
  if (options.rebalance) await rebalance(nameNode, open.reporter.report, open.signal);
  else open.reporter.line('existing blocks stay where they are; to even them out: bramble run hdfs balancer');
}

function addressesOf(names: readonly string[], { facts }: OpenMembers): string[] {
  return names.flatMap((name) => facts.get(name)?.network.addresses.map(({ address }) => address) ?? []);
}

function bringsDataNodes(names: readonly string[], { nodes }: ClusterSpec): boolean {
  return nodes.some(({ target, roles }) => names.includes(target.name) && roles.includes('datanode'));
}

async function offerCopies(
  nameNode: Place,
  { before, now }: { before: number; now: number },
  { options, open: { confirm, reporter, signal } }: Spreading,
): Promise<void> {
  const count = (await countFiles(nameNode, signal)).find(({ replication }) => replication === before);
  if (count === undefined) return;
  const mb = Math.ceil((count.bytes * (now - before)) / 1e6);
  const files = counted(count.files, 'file');
  const have = count.files === 1 ? 'has' : 'have';
  const what = `${files} ${have} ${counted(before, 'copy', 'copies')}, as was usual here`;
  const wants = options.setrep && (options.yes || (await confirm(`${what}. Make it ${now}, which takes ${mb} MB?`)));
  if (!wants)
    return reporter.line(
      `new files get ${now} copies; ${what}, and stay so: bramble run hdfs dfs -setrep changes that`,
    );
  await setReplication(nameNode, { which: 'exactly', copies: before, to: now }, signal);
  reporter.line(`${now} copies instead of ${before} for ${files}; HDFS makes them now, ${mb} MB in all`);
}
