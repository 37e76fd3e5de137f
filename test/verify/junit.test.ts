import { expect, it } from 'vitest';
import { renderJunit } from '../../src/verify/junit.ts';

it('writes suites with their counts, and escapes what logs may hold', () => {
  const xml = renderJunit('red', [
    { rung: 'reachable', node: 'red', state: 'passed', detail: 'Debian' },
    {
      rung: 'service',
      node: 'red01',
      role: 'worker',
      state: 'failed',
      detail: 'failed & "dead"',
      evidence: '<init>\u001b[31m',
    },
    { rung: 'port', node: 'red02', role: 'worker', state: 'skipped', detail: 'not reachable' },
  ]);
  expect(xml).toContain('<testsuite name="every daemon is enabled and active" tests="1" failures="1" skipped="0">');
  expect(xml).toContain('<testsuite name="every daemon is enabled and active" tests="1" failures="1" skipped="0">');
  expect(xml).toContain(
    '<testcase classname="service" name="red01 worker">\n      <failure message="failed &amp; &quot;dead&quot;">&lt;init&gt;[31m</failure>',
  );
  expect(xml).toContain('<testcase classname="port" name="red02 worker">\n      <skipped message="not reachable"/>');
});
