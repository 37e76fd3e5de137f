import { isOlder } from '../domain/versions.ts';
import { BrambleError } from '../errors.ts';
import type { PlannedNode } from './desired-cluster.ts';

interface Step {
  readonly host: string;
  readonly from: string;
  readonly to: string;
  /** Whether the version that wrote the data is there still. */
  readonly isInstalled: boolean;
}

type Planned = Pick<PlannedNode, 'spec' | 'facts' | 'parts'>;

/** What a newer Hadoop has written, an older one may not read; there is no way to find out but to try, on the data. */
export function refuseOlderHadoop(nodes: readonly Planned[]): void {
  const older = findOlderHadoop(nodes);
  if (older === undefined) return;
  const { host, from, to, isInstalled } = older;
  const way = isInstalled
    ? 'bramble revert hadoop goes back to the revision before, while that is possible'
    : `bramble deploy hadoop --channel CHANNEL takes it up with ${from} or later`;
  throw new BrambleError('REFUSED', `Hadoop ${to} is older than ${from}, which has written the data`, {
    host,
    hint: `HDFS reads no data of a later version; ${way}`,
  });
}

/** The first node that would get a Hadoop older than the one that has written its data: HDFS has no way back to it. */
export function findOlderHadoop(nodes: readonly Planned[]): Step | undefined {
  const steps = nodes.flatMap(({ spec, facts, parts }): Step[] => {
    const installed = facts.installed.hadoop?.version;
    const from = installed ?? facts.hdfs.version;
    const to = parts.find(({ component }) => component === 'hadoop')?.artifact;
    const hasData = facts.hdfs.folders.some(({ clusterId }) => clusterId !== '');
    if (from === undefined || to === undefined || !hasData) return [];
    return isOlder(to.version, from)
      ? [{ host: spec.target.name, from, to: to.version, isInstalled: installed !== undefined }]
      : [];
  });
  return steps[0];
}
