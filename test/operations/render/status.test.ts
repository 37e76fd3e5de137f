import { describe, expect, it } from 'vitest';
import { resolveCluster } from '../../../src/config/resolve-cluster.ts';
import type { NodeRecord, NotedComponent } from '../../../src/domain/facts.ts';
import { renderStatus } from '../../../src/operations/render/status.ts';
import { blankHost, installedSpark } from '../../support/facts.ts';

describe('what is installed on a node', () => {
  it.each<[what: string, note: Partial<NotedComponent>, shown: string]>([
    ['from a channel', { channel: '4.2/stable', revision: 3 }, 'spark 4.2.0 tarball x1 (4.2/stable, revision 3)  '],
    ['from the Snap Store', { channel: '4.2/stable' }, 'spark 4.2.0 tarball x1 (4.2/stable)  '],
    ['built here', {}, 'spark 4.2.0 tarball x1  '],
  ])('%s', (_what, note, shown) => {
    const spark: NotedComponent = { payloadId: 'payload-1', packaging: 'tarball', sha256: '', ...note };
    const record: NodeRecord = { version: 1, cluster: 'red', node: 'red', spec: {}, components: { spark } };
    const seen = blankHost({ installed: { spark: installedSpark() }, record });
    expect(renderStatus(resolveCluster({ hosts: 'red' }), [{ name: 'red', roles: ['worker'], seen }])).toContain(shown);
  });
});
