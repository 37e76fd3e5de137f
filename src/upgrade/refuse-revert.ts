import { BrambleError } from '../errors.ts';
import { findNameNode, isUpgrading } from './hdfs-upgrade.ts';
import type { Upgrade, UpgradeRequest } from './plan-upgrade.ts';

/** Data that a later Hadoop has taken over for good cannot be handed to an earlier one. */
export async function refuseRevert(
  { spec, hosts, signal }: UpgradeRequest,
  { deployment, changes }: Upgrade,
): Promise<void> {
  const other = changes.find(({ component, from, to }) => component === 'hadoop' && from.version !== to.version);
  const place = findNameNode({ spec, hosts, facts: deployment.facts }, signal);
  if (other === undefined || place === undefined || (await isUpgrading(place))) return;
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
