import { BrambleError } from '../errors.ts';
import {
  finalizeRollingUpgrade,
  findNameNode,
  isUpgrading,
  prepareRollingUpgrade,
  readTarget,
  saveMetadata,
} from './hdfs-upgrade.ts';
import { membersOf, type UpgradeRun } from './upgrade-run.ts';

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
  if ((await isUpgrading(place)) && (await readTarget(place)) !== to.version) throw unfinished(host);
  report({ stage: 'hdfs', host, state: 'started', text: 'save the metadata of HDFS and put a copy aside' });
  await saveMetadata(place, `${from.version}-${from.revision}`);
  report({ stage: 'hdfs', host, state: 'done', text: 'save the metadata of HDFS and put a copy aside' });
  if (!isOther) return;
  await prepareRollingUpgrade(place, to.version);
  const text = 'a rolling upgrade of HDFS has begun; until it is finalized there is a way back';
  report({ stage: 'hdfs', host, state: 'note', text });
}

/** Where all nodes went back to what they had, the rolling upgrade has nothing left to go back to. */
export async function endHdfsUpgrade(run: UpgradeRun, stillNew: readonly string[]): Promise<void> {
  const place = findNameNode(membersOf(run), run.request.signal);
  if (place === undefined || changeOfNameNode(run) === undefined || stillNew.length > 0) return;
  try {
    if (await isUpgrading(place)) await finalizeRollingUpgrade(place);
  } catch (error) {
    if (!(error instanceof BrambleError) || error.code === 'INTERRUPTED') throw error;
    run.report({ stage: 'hdfs', host: place.host.name, state: 'note', text: `${error.message}: ${error.hint ?? ''}` });
  }
}

function changeOfNameNode({ request, upgrade }: UpgradeRun) {
  const name = request.spec.nodes.find(({ roles }) => roles.includes('namenode'))?.target.name;
  return upgrade.changes.find(({ node, component }) => node === name && component === 'hadoop');
}

function unfinished(host: string): BrambleError {
  return new BrambleError('REFUSED', 'HDFS is in the middle of another upgrade, which was not finalized', {
    host,
    hint: 'bramble upgrade hadoop --finalize ends it for good; bramble revert hadoop goes back first',
  });
}
