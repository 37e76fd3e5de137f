import { expect, it } from 'vitest';
import { renderRoles } from '../../../src/operations/render/plan.ts';

it('counts one core as one', () => {
  const spec = { target: { name: 'red', address: 'red' }, roles: ['worker', 'nodemanager'] };
  const settings = { 'worker.cores': '1', 'worker.memory-mb': '784', 'yarn.cores': '4', 'yarn.memory-mb': '512' };
  const decision = { nodes: [{ spec, parts: [], settings }] };
  expect(renderRoles({ decision } as never)).toMatch(/Spark 1 core, 784 MB; YARN 4 cores, 512 MB$/);
});
