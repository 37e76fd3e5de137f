import { readdir, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { policyName } from './host-settings.ts';

/** AppArmor's own folder of policy namespaces; not there on machines without AppArmor. */
const namespaces = '/sys/kernel/security/apparmor/policy/namespaces';

/** Removes the AppArmor profiles of a host that is off. */
export async function removePolicy(lab: string, name: string): Promise<void> {
  await rmdir(join(namespaces, policyName({ lab, name }))).catch(() => {}); // not every machine has AppArmor
}

/** Removes the AppArmor profiles of hosts whose labs are not among those known. */
export async function removeStrayPolicies(labs: readonly string[]): Promise<void> {
  for (const name of await readdir(namespaces).catch(() => [])) {
    const [prefix, lab] = name.split('.');
    if (prefix === 'bramble' && lab && !labs.includes(lab)) await rmdir(join(namespaces, name)).catch(() => {});
  }
}
