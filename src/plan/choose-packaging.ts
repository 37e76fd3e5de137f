import type { PackagingName } from '../domain/artifact.ts';
import type { HostFacts } from '../domain/facts.ts';
import type { ComponentName } from '../domain/roles.ts';
import { isOlder } from '../domain/versions.ts';

export interface PackagingChoice {
  readonly packaging: PackagingName;
  readonly because: string;
}

/** First snapd that knows the user `_daemon_`, which the daemons run as. */
export const oldestSnapd = '2.61';

/** How a host gets a component: what is installed stays; else as asked; else a snap wherever snapd can run it. */
export function choosePackaging(
  wanted: 'auto' | PackagingName,
  component: ComponentName,
  facts: HostFacts,
): PackagingChoice {
  const installed = facts.installed[component];
  if (wanted !== 'auto') return { packaging: wanted, because: 'asked for' };
  if (installed !== undefined) return { packaging: installed.packaging, because: 'installed this way' };
  return chooseByHost(facts);
}

function chooseByHost({ os, snapdVersion }: HostFacts): PackagingChoice {
  if (snapdVersion === undefined) return { packaging: 'tarball', because: `no snapd on ${os.title}` };
  if (isOlder(snapdVersion, oldestSnapd))
    return { packaging: 'tarball', because: `snapd ${snapdVersion} is older than ${oldestSnapd}` };
  return { packaging: 'snap', because: `snapd ${snapdVersion} on ${os.title}` };
}
