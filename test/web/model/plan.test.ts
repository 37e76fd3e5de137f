import { describe, expect, it } from 'vitest';
import type { PlanResult } from '../../../src/operations/results.ts';
import { describePlan, summarizePlan } from '../../../web/src/model/plan.ts';

const start = (role: 'master' | 'worker') =>
  ({ kind: 'start-role', component: 'spark', packaging: 'snap', role, because: 'not running' }) as const;
const planWith = (nodes: PlanResult['stages'][number]['nodes']): PlanResult => ({
  changed: false,
  roles: [],
  stages: [
    { name: 'install', nodes: [{ node: 'red', actions: [] }] },
    { name: 'start', nodes },
  ],
});

describe('describePlan', () => {
  it('tells hosts that do the same together, and no stage in which nothing is done', () => {
    const plan = planWith([
      { node: 'red', actions: [start('master'), start('worker')] },
      { node: 'red01', actions: [start('worker')] },
      { node: 'red02', actions: [start('worker')] },
    ]);
    const worker = { what: 'start worker', because: 'not running' };
    expect(describePlan(plan)).toEqual([
      {
        name: 'start',
        groups: [
          { hosts: ['red'], steps: [{ what: 'start master', because: 'not running' }, worker] },
          { hosts: ['red01', 'red02'], steps: [worker] },
        ],
      },
    ]);
    expect(summarizePlan(describePlan(plan))).toBe('4 steps on 3 hosts.');
  });

  it('says that there is nothing to do', () => {
    expect(summarizePlan(describePlan(planWith([])))).toBe('Nothing to do: all hosts are as desired.');
  });
});
