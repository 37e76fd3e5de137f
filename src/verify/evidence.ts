import type { PackagingName } from '../domain/artifact.ts';
import { type ComponentName, componentOf } from '../domain/roles.ts';
import type { Host } from '../host/host.ts';
import { packagings } from '../packaging/packagings.ts';
import type { Finding } from './finding.ts';

const logLines = 12;

/** Adds the last lines of the unit's log to each failure that names a daemon on a node that answers. */
export async function addEvidence(
  findings: readonly Finding[],
  hosts: ReadonlyMap<string, Host>,
  packagingOf: (node: string, component: ComponentName) => PackagingName,
): Promise<Finding[]> {
  return await Promise.all(
    findings.map(async (finding) => {
      const { state, node, role, evidence } = finding;
      const host = node === undefined ? undefined : hosts.get(node);
      if (state !== 'failed' || role === undefined || host === undefined || evidence !== undefined) return finding;
      const component = componentOf(role);
      const unit = packagings[packagingOf(host.name, component)].unit(component, role);
      const log = await readLog(host, unit);
      return log === '' ? finding : { ...finding, evidence: log };
    }),
  );
}

async function readLog(host: Host, unit: string): Promise<string> {
  const argv = ['journalctl', '--no-pager', '--output', 'cat', '--lines', String(logLines), '--unit', unit];
  const { stdout } = await host.run(argv, { sudo: true, timeoutMs: 15_000 });
  return stdout.trim();
}
