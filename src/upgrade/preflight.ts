import type { Report } from '../domain/events.ts';
import { BrambleError, HostsFailed } from '../errors.ts';
import { forEachHost } from '../host/for-each-host.ts';
import type { Host } from '../host/host.ts';
import { refuseOlderHadoop } from '../plan/older-hadoop.ts';
import { refuseOtherUpgrade } from './hdfs-states.ts';
import { mustWork } from './must-work.ts';
import type { Upgrade, UpgradeRequest } from './plan-upgrade.ts';
import { refuseOtherCluster } from './refuse-other-cluster.ts';
import { askSnapd, silence } from './snapd-work.ts';

/**
 * Refuses what no way leads back from, what would meet a node that is at work on something else, and a cluster that does
 * not work, unless an upgrade that was cut off has left it so. Changes nothing on any host.
 */
export async function refuseUpgrade(request: UpgradeRequest, upgrade: Upgrade, report: Report): Promise<void> {
  refuseOtherCluster(request.spec, upgrade.deployment.facts);
  refuseStrangers(request, upgrade);
  refuseOlderHadoop(upgrade.deployment.decision.nodes);
  await refuseBusy(request);
  if (upgrade.leftOver.length > 0) return; // what does not work is told once that is brought in line
  await mustWork(request, upgrade, report);
  await refuseOtherUpgrade(request, upgrade);
}

/** An upgrade changes what is there; what is not there yet needs its roles and keys first. */
function refuseStrangers({ components, spec }: UpgradeRequest, { deployment: { desired, facts } }: Upgrade): void {
  const failures = desired.flatMap(({ name, parts }) =>
    parts.flatMap(({ component }) => {
      if (!components.includes(component) || facts.get(name)?.installed[component] !== undefined) return [];
      return [
        new BrambleError('HOST_UNSUITABLE', `${component} is not installed, so there is nothing to upgrade`, {
          host: name,
          hint: `bramble deploy ${component} installs it there`,
        }),
      ];
    }),
  );
  if (failures.length > 0) throw new HostsFailed(failures, spec.nodes.length);
}

/** Refuses nodes whose snapd is at work: a change of ours would wait for it, or fail. */
export async function refuseBusy({ hosts, signal }: UpgradeRequest): Promise<void> {
  await forEachHost([...hosts.values()], (host) => refuseBusyHost(host, signal), { signal });
}

async function refuseBusyHost(host: Host, signal: AbortSignal | undefined): Promise<void> {
  const work = await askSnapd(host, signal);
  if (work === '' || work === silence) return; // tarballs do without it
  throw new BrambleError('HOST_UNSUITABLE', `snapd is busy: ${work}`, {
    host: host.name,
    hint: 'wait until `snap changes` on the host shows nothing that is Doing',
  });
}
