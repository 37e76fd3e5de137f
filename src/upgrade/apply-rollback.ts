import { onlyComponents } from '../config/join-components.ts';
import { nameNodeOf, untilWritable } from '../deploy/members/hdfs-state.ts';
import { type Members, type Place, placeOn, runBeside } from '../deploy/members/members.ts';
import { stopCluster } from '../deploy/members/power.ts';
import { waitUntil } from '../deploy/members/wait.ts';
import type { Report } from '../domain/events.ts';
import type { RoleName } from '../domain/roles.ts';
import { BrambleError } from '../errors.ts';
import { keyOn } from '../facts/key-on.ts';
import { forEachHost } from '../host/for-each-host.ts';
import { noteWhatRuns, revertNodes } from './apply-revert.ts';
import { findTrouble } from './gate.ts';
import { withRefreshesHeld } from './hold-refreshes.ts';
import type { Rollback } from './plan-rollback.ts';
import type { UpgradeRequest } from './plan-upgrade.ts';
import { markRollback, readRollback, unmark } from './rollback-mark.ts';
import { membersOf, nodesOf, runStages, type UpgradeRun, withRun } from './upgrade-run.ts';

/**
 * Makes HDFS what it was when its upgrade began, as Hadoop's manual has it: all daemons stop, all nodes get the revision
 * of before, the NameNode starts from the image of then and the DataNodes bring back what was deleted since. What was
 * written since is lost. Repeated, it continues where it was cut off.
 */
export async function applyRollback(request: UpgradeRequest, rollback: Rollback, report: Report): Promise<void> {
  await withRun(request, rollback, { report, work: (run) => runRollback(run, rollback) });
}

async function runRollback(run: UpgradeRun, rollback: Rollback): Promise<void> {
  const { request, stages, report } = run;
  const { signal } = request;
  const members = ofHadoop(membersOf(run));
  const places = placesOfHdfs(members);
  await stopCluster(members, { report, signal });
  await markRollback(places, rollback.state.version, signal);
  await withRefreshesHeld(run, async () => {
    await revertNodes(run, nodesOf(rollback.changes));
    await runStages(run, ['configure', 'start'], stages.desired);
  });
  await mustBeRolledBack(rollback, members, signal);
  await noteWhatRuns(run);
  await deleteUnknownBlocks(run, members);
  await unmark(places, signal); // what comes before this is repeated by the same command
}

function ofHadoop(members: Members): Members {
  return { ...members, spec: onlyComponents(members.spec, ['hadoop']) };
}

const storing: readonly RoleName[] = ['namenode', 'datanode'];

/** One for each node that holds a part of HDFS. */
function placesOfHdfs(members: Members): Place[] {
  return members.spec.nodes.flatMap(({ target, roles }) => {
    const role = roles.find((one) => storing.includes(one));
    return role === undefined ? [] : (placeOn(target.name, role, members) ?? []);
  });
}

/** The image of before is used up once the NameNode has started from it. */
async function mustBeRolledBack({ place }: Rollback, members: Members, signal: AbortSignal | undefined): Promise<void> {
  await untilWritable(nameNodeOf(members), signal);
  if ((await readRollback(place))?.since === undefined) return;
  throw new BrambleError('UPGRADE_FAILED', 'the NameNode runs, but it did not start from the image of before', {
    host: place.host.name,
    hint: 'bramble logs --role namenode',
  });
}

/**
 * Has DataNodes say once more which blocks they hold: the NameNode has those deleted then that the image of before does
 * not know, which it does not do on their first report. New blocks get the same numbers, and would be refused there.
 * What does not work even then is the verification's to tell.
 */
async function deleteUnknownBlocks({ request }: UpgradeRun, members: Members): Promise<void> {
  const { settleSeconds, signal } = request;
  await findTrouble(request); // waits until the DataNodes are there
  await forEachHost(dataNodesIn(members), (name) => reportBlocks(name, members, signal), { signal });
  const isWell = async () => (await findTrouble(request)).length === 0 || undefined;
  await waitUntil(isWell, { limitMs: settleSeconds * 1000, signal });
}

function dataNodesIn({ spec }: Members): { readonly name: string }[] {
  return spec.nodes.filter(({ roles }) => roles.includes('datanode')).map(({ target: { name } }) => ({ name }));
}

async function reportBlocks(
  { name }: { readonly name: string },
  members: Members,
  signal: AbortSignal | undefined,
): Promise<void> {
  const place = placeOn(name, 'datanode', members);
  if (place === undefined) return;
  const address = `${name}:${keyOn('hadoop', 'datanode.ipc-port', place.facts)}`;
  await runBeside(nameNodeOf(members), ['hdfs', 'dfsadmin', '-triggerBlockReport', address], { signal });
}
