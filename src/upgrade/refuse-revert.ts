import { BrambleError, isFailure } from '../errors.ts';
import { findNameNode, isUpgrading, type NameNodePlace } from './hdfs-upgrade.ts';
import type { Upgrade, UpgradeRequest } from './plan-upgrade.ts';
import { refuseBusy } from './preflight.ts';
import { refuseOtherCluster } from './refuse-other-cluster.ts';
import { readRollback } from './rollback-mark.ts';

/** Refuses other nodes than those of the cluster; and data that a later Hadoop has taken over for good is not handed to an earlier one. */
export async function refuseRevert(request: UpgradeRequest, { deployment, changes }: Upgrade): Promise<void> {
  const { spec, hosts, signal } = request;
  refuseOtherCluster(spec, deployment.facts);
  await refuseBusy(request);
  const other = changes.find(({ component, from, to }) => component === 'hadoop' && from.version !== to.version);
  const place = findNameNode({ spec, hosts, facts: deployment.facts }, signal);
  if (other === undefined || place === undefined || (await hasWayBack(place))) return;
  const { from, to } = other;
  throw new BrambleError(
    'REFUSED',
    `the upgrade of HDFS to ${from.version} is finalized, so ${to.version} may not read it`,
    {
      host: place.host.name,
      hint: 'copy what is needed out of HDFS first; or stay, and upgrade to a revision that mends the trouble',
    },
  );
}

/** A NameNode that cannot start is a reason to go back: then what lies on its disk tells. */
async function hasWayBack(place: NameNodePlace): Promise<boolean> {
  try {
    return await isUpgrading(place);
  } catch (error) {
    if (!isFailure(error)) throw error;
    return (await readRollback(place))?.since !== undefined;
  }
}
