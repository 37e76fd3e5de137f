import { BrambleError, HostsFailed } from '../errors.ts';
import { forEachHost } from '../host/for-each-host.ts';
import type { Host } from '../host/host.ts';
import { refuseOlderHadoop } from '../plan/older-hadoop.ts';
import type { Upgrade, UpgradeRequest } from './plan-upgrade.ts';

/** Refuses what no way leads back from, or what would meet a node that is at work on something else. */
export async function refuseUpgrade(request: UpgradeRequest, upgrade: Upgrade): Promise<void> {
  refuseStrangers(request, upgrade);
  refuseOlderHadoop(upgrade.deployment.decision.nodes);
  await forEachHost([...request.hosts.values()], (host) => refuseBusy(host, request), { signal: request.signal });
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

async function refuseBusy(host: Host, { signal }: UpgradeRequest): Promise<void> {
  const { stdout } = await host.run(['sh', '-c', busyScript], {
    sudo: true,
    timeoutMs: 60_000,
    ...(signal && { signal }),
  });
  const change = stdout.trim();
  if (change === '') return;
  throw new BrambleError('HOST_UNSUITABLE', `snapd is busy: ${change}`, {
    host: host.name,
    hint: 'wait until `snap changes` on the host shows nothing that is Doing',
  });
}

/** Number and summary of a change that is under way; nothing where there is no snapd. */
const busyScript = `command -v snap >/dev/null || exit 0
snap changes 2>/dev/null | awk '$2 == "Doing" || $2 == "Do" || $2 == "Undoing" { $2 = $3 = $4 = ""; print; exit }'`;
