import { isOlder } from '../domain/versions.ts';
import type { PlannedNode } from './desired-cluster.ts';

interface Step {
  readonly host: string;
  readonly from: string;
  readonly to: string;
}

/** The first node that would get a Hadoop older than the one that has written its data: HDFS has no way back to it. */
export function findOlderHadoop(nodes: readonly Pick<PlannedNode, 'spec' | 'facts' | 'parts'>[]): Step | undefined {
  const steps = nodes.flatMap(({ spec, facts, parts }): Step[] => {
    const [from, to] = [
      facts.installed.hadoop?.version,
      parts.find(({ component }) => component === 'hadoop')?.artifact,
    ];
    const hasData = facts.hdfs.folders.some(({ clusterId }) => clusterId !== '');
    if (from === undefined || to === undefined || !hasData) return [];
    return isOlder(to.version, from) ? [{ host: spec.target.name, from, to: to.version }] : [];
  });
  return steps[0];
}
