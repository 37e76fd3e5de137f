import type { Report } from '../domain/events.ts';
import type { ComponentName } from '../domain/roles.ts';
import { addEvidence } from './evidence.ts';
import type { Finding } from './finding.ts';
import { judge } from './ladder.ts';
import type { ObserveRequest } from './look.ts';
import type { Observation } from './observation.ts';
import { observe } from './observe.ts';

/** Looks at a cluster, judges it rung by rung, and adds the log of what failed. */
export async function verifyCluster(request: ObserveRequest, report: Report): Promise<Finding[]> {
  const observation = await observe(request, report);
  return await addEvidence(judge(observation, request), request.hosts, (node, one) =>
    packagingOn(node, one, observation),
  );
}

function packagingOn(name: string, component: ComponentName, { nodes }: Observation) {
  const seen = nodes.find((node) => node.name === name)?.seen;
  return (seen && 'facts' in seen ? seen.facts.installed[component]?.packaging : undefined) ?? 'tarball';
}

/** Whether the cluster is as planned: nothing failed and nothing had to be skipped. */
export function isHealthy(findings: readonly Finding[]): boolean {
  return findings.every(({ state }) => state === 'passed');
}
