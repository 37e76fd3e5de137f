import { describe, expect, it } from 'vitest';
import { findOlderHadoop, refuseOlderHadoop } from '../../src/plan/older-hadoop.ts';
import { blankHost, installedSpark, sparkArtifact } from '../support/facts.ts';

describe('a Hadoop that is older than the data', () => {
  it.each([
    ['is found', '3.4.1', 'CID-1', { host: 'red', from: '3.5.0', to: '3.4.1', isInstalled: true }],
    ['is no trouble where it has written none', '3.4.1', '', undefined],
    ['is not one of the same version', '3.5.0', 'CID-1', undefined],
    ['is not a newer one', '3.10.0', 'CID-1', undefined],
  ])('%s', (_rule, version, clusterId, expected) => {
    expect(findOlderHadoop([nodeWith(version, clusterId)])).toEqual(expected);
  });

  it('is found also where the data was kept and the program was uninstalled, by what the NameNode noted', () => {
    const node = nodeWith('3.4.1', 'CID-1');
    const hdfs = { ...node.facts.hdfs, version: '3.5.0' };
    const kept = { ...node, facts: { ...node.facts, installed: {}, hdfs } };
    expect(findOlderHadoop([kept])).toEqual({ host: 'red', from: '3.5.0', to: '3.4.1', isInstalled: false });
    expect(findOlderHadoop([{ ...kept, facts: { ...kept.facts, hdfs: node.facts.hdfs } }])).toBeUndefined();
    expect(() => refuseOlderHadoop([kept])).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('takes it up with 3.5.0 or later') }),
    );
  });

  it('is nothing to look for where nothing is to be installed', () => {
    expect(findOlderHadoop([{ ...nodeWith('3.4.1', 'CID-1'), parts: [] }])).toBeUndefined();
  });
});

function nodeWith(version: string, clusterId: string) {
  const folder = { kind: 'data', path: '/data', entries: 3, clusterId } as const;
  const hadoop = { ...installedSpark(), version: '3.5.0' };
  const facts = blankHost({ installed: { hadoop }, hdfs: { created: '', folders: [folder] } });
  const target = { name: 'red', address: 'red' };
  const choice = { packaging: 'tarball', because: '' } as const;
  const artifact = sparkArtifact({ component: 'hadoop', version });
  return {
    facts,
    spec: { target, roles: ['datanode'], method: 'auto', settings: {} },
    parts: [{ component: 'hadoop', roles: ['datanode'], choice, artifact }],
  } satisfies Parameters<typeof findOlderHadoop>[0][number];
}
