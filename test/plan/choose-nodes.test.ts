import { describe, expect, it } from 'vitest';
import type { RoleName } from '../../src/domain/roles.ts';
import { chooseNodes } from '../../src/plan/choose-nodes.ts';
import { leadingRoles } from '../../src/plan/leading-roles.ts';

const node = (name: string, ...roles: RoleName[]) => ({
  target: { name, address: name },
  roles,
  method: 'auto' as const,
  settings: {},
});
const nodes = [
  node('red', 'namenode', 'datanode', 'resourcemanager', 'nodemanager', 'master', 'worker'),
  node('red01', 'secondarynamenode', 'datanode', 'nodemanager', 'worker'),
  node('red02', 'datanode', 'nodemanager', 'worker'),
];

describe('the nodes that a list means', () => {
  it('are each named once', () => {
    expect(chooseNodes('red[01-02],red01', { name: 'red', nodes })).toEqual(['red01', 'red02']);
  });

  it('are of the cluster', () => {
    expect(() => chooseNodes('red03', { name: 'red', nodes })).toThrow(
      expect.objectContaining({
        code: 'USAGE',
        message: expect.stringMatching(/^red03 is not a node of the cluster red; did you mean "red0\d"\?$/),
        hint: 'one of: red, red01, red02',
      }),
    );
  });
});

describe('what the others cannot do without', () => {
  it('is on the node that leads', () => {
    expect(leadingRoles(['red'], nodes)).toEqual(['namenode', 'resourcemanager', 'master']);
    expect(leadingRoles(['red', 'red01'], nodes)).toEqual(['namenode', 'resourcemanager', 'master']);
  });

  it('is nothing of a node that works, nor of all nodes together', () => {
    expect(leadingRoles(['red01'], nodes)).toEqual([]);
    expect(leadingRoles(['red', 'red01', 'red02'], nodes)).toEqual([]);
  });
});
