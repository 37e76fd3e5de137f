import { describe, expect, it } from 'vitest';
import { refuseMixture } from '../../src/bench/refuse-cluster.ts';
import type { Installed } from '../../src/domain/facts.ts';
import { blankHost, installedSpark } from '../support/facts.ts';

/** A cluster whose nodes have these builds of Spark. */
function running(...builds: readonly Partial<Installed>[]) {
  const node = (build: Partial<Installed>) => blankHost({ installed: { spark: installedSpark(build) } });
  const facts = new Map(builds.map((build, at) => [`red0${at + 1}`, node(build)]));
  return { members: { spec: { name: 'red', nodes: [] }, hosts: new Map(), facts } };
}

describe('a cluster of different builds is not measured', () => {
  it.each<[what: string, one: Partial<Installed>, other: Partial<Installed>]>([
    ['versions', { version: '4.2.0' }, { version: '4.2.1', revision: 'x2' }],
    ['recipes of one version', { recipe: 'a' }, { recipe: 'b' }],
  ])('by their %s', (_what, one, other) => {
    expect(() => refuseMixture(running(one, other))).toThrow(
      expect.objectContaining({ code: 'REFUSED', message: 'the nodes run different builds of spark' }),
    );
  });

  it('and the refusal names them', () => {
    const mixed = running({ version: '4.2.0', revision: 'x1' }, { version: '4.2.1', revision: 'x2' });
    expect(() => refuseMixture(mixed)).toThrow(
      expect.objectContaining({ evidence: 'red01: 4.2.0 (x1)\nred02: 4.2.1 (x2)', hint: 'bramble upgrade spark' }),
    );
  });

  it('while one build in both packagings, for different machines, is one build', () => {
    const pis = running(
      { recipe: 'a', packaging: 'snap', payloadId: 'for-arm64' },
      { recipe: 'a', packaging: 'tarball', payloadId: 'for-amd64' },
    );
    expect(() => refuseMixture(pis)).not.toThrow();
  });
});
