import { expect, it } from 'vitest';
import type { ClusterSpec } from '../../../src/domain/cluster.ts';
import { renderFindings } from '../../../src/operations/render/findings.ts';
import type { Finding } from '../../../src/verify/finding.ts';

const spec: ClusterSpec = { name: 'red', nodes: [] };
const passed = (finding: Omit<Finding, 'state'>): Finding => ({ ...finding, state: 'passed' });

it('tells several findings about one thing, and counts the same about several', () => {
  const text = renderFindings(spec, [
    passed({ rung: 'reachable', node: 'red', detail: 'Debian' }),
    passed({ rung: 'reachable', node: 'red01', detail: 'Debian' }),
    passed({ rung: 'yarn', detail: '3 of 3 NodeManagers running' }),
    passed({ rung: 'yarn', detail: '2176 MB for containers' }),
  ]);
  expect(text.split('\n')).toEqual([
    '✓ every node answers over SSH: 2 of 2',
    '✓ the ResourceManager counts all NodeManagers: 3 of 3 NodeManagers running; 2176 MB for containers',
    'the cluster red works',
  ]);
});

it('says nothing of rungs that the cluster does not have, and where what failed is', () => {
  const failed: Finding = { rung: 'hdfs', node: 'red', state: 'failed', detail: 'in safe mode', hint: 'bramble logs' };
  expect(renderFindings(spec, [failed])).toBe(
    '✗ HDFS is whole\n    ✗ red: in safe mode\n        try: bramble logs\nthe cluster red does not work as planned: 1 finding',
  );
});
