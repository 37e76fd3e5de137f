import { planDeployment } from '../deploy/plan-deployment.ts';
import { BrambleError } from '../errors.ts';
import type { Batch } from '../plan/plan-batches.ts';
import { chooseReverts } from './choose-reverts.ts';
import { findNameNode, type NameNodePlace } from './hdfs-upgrade.ts';
import { findKept } from './kept-revisions.ts';
import type { Upgrade, UpgradeRequest } from './plan-upgrade.ts';
import { type RollbackState, readRollback } from './rollback-mark.ts';

/** The way back to what HDFS was when its upgrade began. */
export interface Rollback extends Upgrade {
  readonly place: NameNodePlace;
  readonly state: RollbackState;
}

/** Decides which nodes go back with HDFS. Rejects with REFUSED where HDFS has kept nothing to go back to. */
export async function planRollback(request: UpgradeRequest): Promise<Rollback> {
  const { spec, hosts, signal } = request;
  const deployment = await planDeployment(request);
  const place = findNameNode({ spec, hosts, facts: deployment.facts }, signal);
  if (place === undefined) throw new BrambleError('USAGE', `the cluster ${spec.name} has no HDFS`);
  const state = await readRollback(place);
  if (state === undefined) throw nothingKept(place);
  const kept = (await findKept(request, deployment.facts)).filter(({ from }) => from.version === state.version);
  const changes = chooseReverts(kept);
  return { deployment, changes, batches: together(changes), doneBefore: [], leftOver: [], place, state };
}

/** Old and new DataNodes must not serve the same blocks, so nobody goes first. */
function together(changes: Upgrade['changes']): Batch[] {
  const nodes = changes.map(({ node }) => node);
  return nodes.length === 0 ? [] : [{ nodes, because: 'all at once: HDFS stands still meanwhile' }];
}

function nothingKept({ host }: NameNodePlace): BrambleError {
  return new BrambleError('REFUSED', 'HDFS has kept nothing to roll back to: none of its upgrades is open', {
    host: host.name,
    hint: 'bramble revert hadoop goes back to the revision of before, where the data allows it',
  });
}
