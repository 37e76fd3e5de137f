import { describe, expect, it } from 'vitest';
import type { ClusterSpec } from '../../src/domain/cluster.ts';
import type { HostFacts } from '../../src/domain/facts.ts';
import { decideCluster } from '../../src/plan/decide-cluster.ts';
import { chooseAll } from '../../src/plan/needs.ts';
import { blankHost, sparkArtifact } from '../support/facts.ts';

describe('names that lead to one machine', () => {
  it('are refused but for the first', () => {
    expect(refused(['a', 'b', 'a', 'a'])).toEqual({
      red2: ['it is the same machine as red0'],
      red3: ['it is the same machine as red0'],
    });
  });

  it('are not suspected where machines have no id', () => {
    expect(refused(['', '', 'a'])).toEqual({});
  });
});

/** What is found against machines with these ids, by node. */
function refused(ids: readonly string[]): Record<string, string[]> {
  const nodes = ids.map((_, at): ClusterSpec['nodes'][number] => ({
    target: { name: `red${at}`, address: `red${at}` },
    roles: [at === 0 ? 'master' : 'worker'],
    method: 'auto',
    settings: {},
  }));
  const facts = new Map(ids.map((id, at) => [`red${at}`, hostWithId(id)]));
  const spec = { name: 'red', nodes };
  const choices = chooseAll(spec, facts);
  const { clockSeconds: nowSeconds } = blankHost();
  const wanted = { hadoop: { recipe: 'recipe-2' }, spark: { recipe: 'recipe-2' } };
  const situation = { spec, facts, choices, wanted, newHdfsId: 'red-1', nowSeconds };
  const { problems } = decideCluster({ ...situation, artifacts: [sparkArtifact()] });
  return Object.fromEntries([...problems].map(([name, list]) => [name, list.map(({ what }) => what)]));
}

function hostWithId(id: string): HostFacts {
  const blank = blankHost();
  return { ...blank, machine: { ...blank.machine, id } };
}
