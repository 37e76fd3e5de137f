import { forEachHost } from '../host/for-each-host.ts';
import type { Host } from '../host/host.ts';
import type { UpgradeRun } from './upgrade-run.ts';

/** Does the work while snapd refreshes nothing by itself. Where the operator is cut off, that ends after some hours. */
export async function withRefreshesHeld({ request, upgrade }: UpgradeRun, work: () => Promise<void>): Promise<void> {
  const withSnapd = [...request.hosts.values()].filter(
    ({ name }) => upgrade.deployment.facts.get(name)?.snapdVersion !== undefined,
  );
  const held = await forEachHost(withSnapd, (host) => hold(host, request.signal), { signal: request.signal });
  try {
    await work();
  } finally {
    await Promise.allSettled(withSnapd.filter((_host, at) => held[at]).map(release)); // one that is gone forgets it in time
  }
}

/** Whether it was not held before: what the owner holds stays held. */
async function hold(host: Host, signal: AbortSignal | undefined): Promise<boolean> {
  const { stdout } = await host.run(['sh', '-c', holdScript], {
    sudo: true,
    timeoutMs: 60_000,
    ...(signal && { signal }),
  });
  return stdout.includes('held by us');
}

async function release(host: Host): Promise<void> {
  await host.run(['snap', 'refresh', '--unhold'], { sudo: true, timeoutMs: 60_000 });
}

const holdScript = `
until=$(snap get system refresh.hold 2>/dev/null) || until=
now=$(date -u +%Y-%m-%dT%H:%M:%S)
case $until in forever) exit 0 ;; esac
if [ -n "$until" ] && [ "$until" \\> "$now" ]; then exit 0; fi
snap refresh --hold=3h >/dev/null 2>&1 && echo held by us`;
