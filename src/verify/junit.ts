import { readFileSync } from 'node:fs';
import mustache from 'mustache';
import { placeOf } from './by-rung.ts';
import { type Finding, rungNames, rungs } from './finding.ts';

/** Two folders up from here lies the package, both in the sources and when installed. */
const template = new URL('../../templates/junit.xml.mustache', import.meta.url);

/** The findings as a JUnit report: a suite for each rung, a case for each finding. */
export function renderJunit(cluster: string, findings: readonly Finding[]): string {
  const suites = rungNames.map((name) =>
    describeSuite(
      rungs[name].title,
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

function describeCase(finding: Finding) {
  const { rung, state, detail, evidence } = finding;
  return {
    rung,
    name: placeOf(finding) || 'cluster',
    failure: state === 'failed' && { detail, evidence },
    skipped: state === 'skipped' && { detail },
  };
}

/** XML 1.0 has no place for most control characters, and logs do hold them. */
function withoutControls(text: string): string {
  return text.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '');
}
