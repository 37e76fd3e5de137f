import { describe, expect, it } from 'vitest';
import type { ClusterSpec } from '../../src/domain/cluster.ts';
import { desireNodes } from '../../src/plan/desired-cluster.ts';
import { blankHost, sparkArtifact } from '../support/facts.ts';

const node = (name: string): ClusterSpec['nodes'][number] => ({
  target: { name, address: name },
  roles: ['worker'],
  method: 'auto',
  settings: {},
});
const cluster: ClusterSpec = { name: 'red', nodes: [node('red'), node('red01')], identityFile: '~/.ssh/id_red' };

describe('the note that is left on a node', () => {
  const notes = desireNodes(
    cluster.nodes.map((spec) => ({
      spec,
      facts: blankHost(),
      parts: [
        {
          component: 'spark',
          roles: ['worker'],
          choice: { packaging: 'tarball', because: '' },
          artifact: sparkArtifact(),
        },
      ],
      settings: {},
    })),
    { cluster, hosts: [], hdfs: undefined, secretId: 'new' },
  ).map(({ record }) => record);

  it('tells of the whole cluster, and names the node', () => {
    const { name, nodes } = cluster;
    expect(notes.map((note) => JSON.parse(note))).toEqual([
      expect.objectContaining({ version: 1, cluster: 'red', node: 'red', spec: { name, nodes } }),
      expect.objectContaining({ version: 1, cluster: 'red', node: 'red01', spec: { name, nodes } }),
    ]);
  });

  it('names the payload and its file', () => {
    expect(JSON.parse(notes[0] ?? '').components).toEqual({
      spark: { payloadId: 'payload-1', packaging: 'tarball', sha256: 'f'.repeat(64) },
    });
  });

  it('is written as JSON.stringify writes it, so that it is recognised when it is read back', () => {
    for (const note of notes) expect(JSON.stringify(JSON.parse(note))).toBe(note);
  });
});
