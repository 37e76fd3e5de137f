import { expect, it } from 'vitest';
import type { RoleName } from '../../src/domain/roles.ts';
import { orderNodes } from '../../src/plan/order-nodes.ts';

const node = (name: string, ...roles: RoleName[]) => ({ name, roles });

it('puts the master’s node before those that only work', () => {
  const nodes = [node('red01', 'worker'), node('red', 'master', 'worker'), node('red02', 'worker', 'connect')];
  expect(orderNodes(nodes).map((wave) => wave.map(({ name }) => name))).toEqual([['red'], ['red01', 'red02']]);
});
