import { forEachHost } from '../host/for-each-host.ts';
import type { Host } from '../host/host.ts';
import type { UpgradeRun } from './upgrade-run.ts';

/** Has snapd wait on, where that is ours to say. */
export type Renew = () => Promise<void>;

/**
 * Does the work while snapd refreshes nothing by itself. Where the operator is cut off, that ends after some hours, so
 * long work renews it now and then.
 */
export async function withRefreshesHeld(
  { request, upgrade }: UpgradeRun,
  work: (renew: Renew) => Promise<void>,
): Promise<void> {
  const withSnapd = [...request.hosts.values()].filter(
    ({ name }) => upgrade.deployment.facts.get(name)?.snapdVersion !== undefined,
  );
  const held = await forEachHost(withSnapd, (host) => hold(host, request.signal), { signal: request.signal });
  const ours = withSnapd.filter((_host, at) => held[at]);
  try {
    await work(() => refreshAll(ours, `--hold=${holdFor}`));
  } finally {
    await refreshAll(ours, '--unhold');
  }
}

/** One that is gone forgets it in time, and has nothing renewed. */
async function refreshAll(hosts: readonly Host[], option: string): Promise<void> {
  const limits = { sudo: true, timeoutMs: 60_000 };
  await Promise.allSettled(hosts.map((host) => host.run(['snap', 'refresh', option], limits)));
}

const holdFor = '3h';

/** Whether it was not held before: what the owner holds stays held. */
async function hold(host: Host, signal: AbortSignal | undefined): Promise<boolean> {
  const { stdout } = await host.run(['sh', '-c', holdScript], {
    sudo: true,
    timeoutMs: 60_000,
    ...(signal && { signal }),
  });
  return stdout.includes('held by us');
}

const holdScript = `
until=$(snap get system refresh.hold 2>/dev/null) || until=
now=$(date -u +%Y-%m-%dT%H:%M:%S)
case $until in forever) exit 0 ;; esac
if [ -n "$until" ] && [ "$until" \\> "$now" ]; then exit 0; fi
snap refresh --hold=${holdFor} >/dev/null 2>&1 && echo held by us`;
