import { onlyComponents } from '../config/join-components.ts';
import { clusterComponents } from '../domain/cluster.ts';
import type { HostFacts } from '../domain/facts.ts';
import { BrambleError, HostsFailed } from '../errors.ts';
import { gatherAll } from '../session/gather.ts';
import { describeFinding } from './change-batch.ts';
import { findTrouble } from './gate.ts';
import { findNameNode, isUpgrading, type NameNodePlace } from './hdfs-upgrade.ts';
import type { UpgradeRequest } from './plan-upgrade.ts';
import { refuseOtherCluster } from './refuse-other-cluster.ts';
import { type RollbackState, readRollback } from './rollback-mark.ts';

/** What HDFS gives up when its upgrade is finalized. */
export interface Finalization {
  readonly place: NameNodePlace;
  /** undefined where HDFS was told of the upgrade by others. */
  readonly kept: RollbackState | undefined;
}

type Cluster = Pick<UpgradeRequest, 'spec' | 'hosts' | 'settleSeconds' | 'signal'> & { readonly dryRun: boolean };

/**
 * Looks whether HDFS may give up its way back: all nodes run the version that it was upgraded to, and it works. Rejects
 * with REFUSED where not; undefined where no upgrade is open. Changes nothing on any host.
 */
export async function planFinalize(cluster: Cluster): Promise<Finalization | undefined> {
  const { spec, hosts, signal } = cluster;
  if (!clusterComponents(spec).includes('hadoop'))
    throw new BrambleError('USAGE', `the cluster ${spec.name} has no HDFS`);
  const facts = await gatherAll([...hosts.values()], signal);
  refuseOtherCluster(spec, facts);
  const place = findNameNode({ spec, hosts, facts }, signal);
  if (place === undefined || !(await isUpgrading(place))) return undefined;
  const kept = await readRollback(place);
  refuseMixture(kept?.version ?? facts.get(place.host.name)?.installed.hadoop?.version ?? '', facts);
  await refuseIll(cluster);
  return { place, kept };
}

function refuseMixture(version: string, facts: ReadonlyMap<string, HostFacts>): void {
  const failures = [...facts].flatMap(([host, { installed }]) => {
    const found = installed.hadoop?.version;
    if (found === undefined || found === version) return [];
    const what = `it runs Hadoop ${found}, while the upgrade of HDFS leads to ${version}`;
    const hint = 'bramble upgrade hadoop brings it along; bramble revert hadoop takes the others back';
    return [new BrambleError('REFUSED', what, { host, hint })];
  });
  if (failures.length > 0) throw new HostsFailed(failures, facts.size);
}

async function refuseIll({ spec, ...cluster }: Cluster): Promise<void> {
  const trouble = await findTrouble({ ...cluster, spec: onlyComponents(spec, ['hadoop']) });
  if (trouble.length === 0) return;
  throw new BrambleError('REFUSED', 'Hadoop does not work as it is, so HDFS keeps its way back', {
    evidence: trouble.map(describeFinding).join('\n'),
    hint: 'bramble verify hadoop tells more; bramble revert hadoop goes back',
  });
}
