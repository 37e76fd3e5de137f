import { readFileSync } from 'node:fs';
import mustache from 'mustache';
import type { Finding } from './finding.ts';
import { ladder } from './ladder.ts';

/** Two folders up from here lies the package, both in the sources and when installed. */
const template = new URL('../../templates/junit.xml.mustache', import.meta.url);

/** The findings as a JUnit report: a suite for each rung, a case for each finding. */
export function renderJunit(cluster: string, findings: readonly Finding[]): string {
  const suites = ladder.map(({ name, title }) =>
    describeSuite(
      title,
      findings.filter(({ rung }) => rung === name),
    ),
  );
  return withoutControls(mustache.render(readFileSync(template, 'utf8'), { cluster, suites }));
}

function describeSuite(title: string, findings: readonly Finding[]) {
  const count = (state: Finding['state']) => findings.filter((finding) => finding.state === state).length;
  return {
    title,
    tests: findings.length,
    failures: count('failed'),
    skips: count('skipped'),
    cases: findings.map(describeCase),
  };
}

function describeCase({ rung, node, role, state, detail, evidence }: Finding) {
  return {
    rung,
    name: [node, role].filter((part) => part !== undefined).join(' ') || 'cluster',
    failure: state === 'failed' && { detail, evidence },
    skipped: state === 'skipped' && { detail },
  };
}

/** XML 1.0 has no place for most control characters, and logs do hold them. */
function withoutControls(text: string): string {
  return text.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '');
}
