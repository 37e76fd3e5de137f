import { describe, expect, it } from 'vitest';
import { resolveCluster } from '../../../src/config/resolve-cluster.ts';
import type { NodeRecord, NotedComponent } from '../../../src/domain/facts.ts';
import { BrambleError } from '../../../src/errors.ts';
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

describe('a node that could not be looked at', () => {
  const refused = (host: string) =>
    new BrambleError('AUTH_FAILED', 'it did not accept a key', { host, hint: 'ssh-copy-id ubuntu@HOST' });

  it('is shown with the reason, and below what helps, once for all whom it helps', () => {
    const nodes = ['red', 'red01'].map((name) => ({ name, roles: ['worker'] as const, seen: refused(name) }));
    const text = renderStatus(resolveCluster({ hosts: 'red,red01' }), nodes);
    expect(text).toMatch(/^red01 +worker +it did not accept a key/m);
    expect(text).toMatch(/\n\nred, red01: ssh-copy-id ubuntu@HOST$/);
  });

  it('has nothing below where there is nothing to advise', () => {
    const seen = new BrambleError('HOST_LOST', 'gone', { host: 'red' });
    expect(renderStatus(resolveCluster({ hosts: 'red' }), [{ name: 'red', roles: [], seen }])).not.toContain('\n\nred');
  });
});
