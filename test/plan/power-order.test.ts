import { describe, expect, it } from 'vitest';
import { roleNames, roles } from '../../src/domain/roles.ts';
import { daemonsOf, startWaves, stopWaves } from '../../src/plan/power-order.ts';

const nodes = [
  { target: { name: 'red' }, roles: ['namenode', 'datanode', 'resourcemanager', 'master'] },
  { target: { name: 'red01' }, roles: ['datanode', 'nodemanager', 'worker'] },
] as const;
const words = (waves: ReturnType<typeof startWaves>) =>
  waves.map((wave) => wave.map(({ node, role }) => `${node} ${role}`));

describe('the order of a whole cluster', () => {
  it('starts what others need, then the data, then work', () => {
    expect(words(startWaves(daemonsOf(nodes)))).toEqual([
      ['red namenode', 'red resourcemanager', 'red master'],
      ['red datanode', 'red01 datanode'],
      ['red01 nodemanager', 'red01 worker'],
    ]);
  });

  it('stops the other way round', () => {
    expect(words(stopWaves(daemonsOf(nodes)))[0]).toEqual(['red01 nodemanager', 'red01 worker']);
    expect(words(stopWaves(daemonsOf(nodes))).at(-1)).toContain('red namenode');
  });

  it('keeps to what each role starts after, for every role', () => {
    const waves = startWaves(roleNames.map((role) => ({ node: 'red', role })));
    const at = (role: string) => waves.findIndex((wave) => wave.some((one) => one.role === role));
    for (const role of roleNames)
      for (const before of roles[role].startsAfter)
        expect(at(role), `${role} after ${before}`).toBeGreaterThan(at(before));
  });

  it('has no empty wave', () => {
    expect(stopWaves([{ node: 'red', role: 'worker' }])).toHaveLength(1);
    expect(startWaves([])).toEqual([]);
  });
});
