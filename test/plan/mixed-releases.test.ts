import { describe, expect, it } from 'vitest';
import type { HostFacts, NodeRecord } from '../../src/domain/facts.ts';
import { describeKept } from '../../src/plan/mixed-releases.ts';
import type { Wanted } from '../../src/plan/needs.ts';
import { blankHost, installedSpark } from '../support/facts.ts';

const kept: Wanted = { spark: { asInstalled: true }, hadoop: { recipe: 'recipe-1' } };

describe('nodes that keep what they have', () => {
  it('are told apart where an upgrade stopped between them', () => {
    const facts = hosts({ red: ['4.2.0', 'p1', 1], red01: ['4.2.1', 'p2', 2], red02: ['4.2.0', 'p1', 1] });
    expect(describeKept(kept, facts)).toEqual([
      'nodes differ and stay so: red, red02: 4.2.0 (revision 1); red01: 4.2.1 (revision 2); bramble upgrade spark brings them together',
    ]);
  });

  it('are not where they have the same, or nothing yet', () => {
    const facts = hosts({ red: ['4.2.0', 'p1', 1], red01: ['4.2.0', 'p1', 1] }).set('red02', blankHost());
    expect(describeKept(kept, facts)).toEqual([]);
  });

  it('are not where only their architectures differ', () => {
    const facts = hosts({ red: ['4.2.0', 'p1', 1] });
    const [laptop = blankHost()] = hosts({ laptop: ['4.2.0', 'p9', 2] }).values();
    facts.set('laptop', { ...laptop, machine: { ...laptop.machine, arch: 'amd64' } });
    expect(describeKept(kept, facts)).toEqual([]);
  });

  it('are no matter where all get what is wanted', () => {
    const facts = hosts({ red: ['4.2.0', 'p1', 1], red01: ['4.2.1', 'p2', 2] });
    expect(describeKept({ ...kept, spark: { recipe: 'recipe-1' } }, facts)).toEqual([]);
  });
});

function hosts(named: Readonly<Record<string, [version: string, payloadId: string, revision: number]>>) {
  return new Map(
    Object.entries(named).map(([node, [version, payloadId, revision]]): [string, HostFacts] => {
      const note = {
        payloadId,
        packaging: 'tarball',
        sha256: '',
        channel: 'latest/stable',
        revision,
        version,
      } as const;
      const record: NodeRecord = { version: 1, cluster: 'red', node, spec: {}, components: { spark: note } };
      return [node, blankHost({ installed: { spark: installedSpark({ version, payloadId }) }, record })];
    }),
  );
}
