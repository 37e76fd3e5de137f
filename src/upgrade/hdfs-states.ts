import { BrambleError, isFailure } from '../errors.ts';
import { gatherAll } from '../session/gather.ts';
import {
  finalizeRollingUpgrade,
  findNameNode,
  isUpgrading,
  prepareRollingUpgrade,
  readTarget,
  saveMetadata,
} from './hdfs-upgrade.ts';
import type { Upgrade, UpgradeRequest } from './plan-upgrade.ts';
import { membersOf, type UpgradeRun } from './upgrade-run.ts';

/** Refuses another version than the one that HDFS is in the middle of an upgrade to. */
export async function refuseOtherUpgrade(request: UpgradeRequest, upgrade: Upgrade): Promise<void> {
  const { spec, hosts, signal } = request;
  const place = findNameNode({ spec, hosts, facts: upgrade.deployment.facts }, signal);
  const change = changeOfNameNode({ request, upgrade });
  if (place === undefined || change === undefined) return;
  if (!(await isUpgrading(place)) || (await readTarget(place)) === change.to.version) return;
  throw new BrambleError('REFUSED', 'HDFS is in the middle of another upgrade, which was not finalized', {
    host: place.host.name,
    hint: 'bramble upgrade hadoop --finalize ends it for good; bramble revert hadoop goes back first',
  });
}

/**
 * Before the NameNode changes: what it knows is saved and put aside, and where Hadoop's version changes, HDFS is told of
 * a rolling upgrade, from which it can go back until that is finalized.
 */
export async function beginHdfsUpgrade(run: UpgradeRun): Promise<void> {
  const [place, change] = [findNameNode(membersOf(run), run.request.signal), changeOfNameNode(run)];
  if (place === undefined || change === undefined) return;
  const { report } = run;
  const { name: host } = place.host;
  const { from, to } = change;
  const isOther = from.version !== to.version;
  await refuseOtherUpgrade(run.request, run.upgrade);
  report({ stage: 'hdfs', host, state: 'started', text: 'save the metadata of HDFS and put a copy aside' });
  await saveMetadata(place, `${from.version}-${from.revision}`);
  report({ stage: 'hdfs', host, state: 'done', text: 'save the metadata of HDFS and put a copy aside' });
  if (!isOther) return;
  await prepareRollingUpgrade(place, to.version);
  const text = 'a rolling upgrade of HDFS has begun; until it is finalized there is a way back';
  report({ stage: 'hdfs', host, state: 'note', text });
}

/**
 * Where no node runs the version any more that HDFS was told of, its upgrade has nothing left to go back to. Where only
 * builds of one version changed it stays open, and where a node cannot be asked.
 */
export async function endHdfsUpgrade(run: UpgradeRun): Promise<void> {
  const { request, report } = run;
  const place = findNameNode(membersOf(run), request.signal);
  if (place === undefined || !request.components.includes('hadoop')) return;
  try {
    const target = await readTarget(place);
    if (target === '' || (await runningVersions(run)).includes(target)) return;
    if (await isUpgrading(place)) await finalizeRollingUpgrade(place);
  } catch (error) {
    if (!isFailure(error)) throw error;
    const text = `the upgrade of HDFS stays open: ${error.message}; ${error.hint ?? 'bramble upgrade hadoop --finalize ends it'}`;
    report({ stage: 'hdfs', host: place.host.name, state: 'note', text });
  }
}

async function runningVersions({ request: { hosts, signal } }: UpgradeRun): Promise<string[]> {
  const facts = await gatherAll([...hosts.values()], signal);
  return [...facts.values()].flatMap(({ installed }) => installed.hadoop?.version ?? []);
}

function changeOfNameNode({ request, upgrade }: Pick<UpgradeRun, 'request' | 'upgrade'>) {
  const name = request.spec.nodes.find(({ roles }) => roles.includes('namenode'))?.target.name;
  return upgrade.changes.find(({ node, component }) => node === name && component === 'hadoop');
}
