import type { ClusterSpec } from '../../domain/cluster.ts';
import { counted } from '../../domain/counted.ts';
import { byRung, placeOf, type RungResult } from '../../verify/by-rung.ts';
import type { Finding } from '../../verify/finding.ts';

const signs: Readonly<Record<Finding['state'], string>> = { passed: '✓', failed: '✗', skipped: '-' };

/** The ladder as a person reads it: a line for each rung that holds, all details of each that does not. */
export function renderFindings({ name }: ClusterSpec, findings: readonly Finding[]): string {
  const rungs = byRung(findings).map(renderRung);
  const failed = findings.filter(({ state }) => state === 'failed');
  const closing =
    failed.length === 0
      ? `the cluster ${name} works`
      : `the cluster ${name} does not work as planned: ${counted(failed.length, 'finding')}`;
  return [...rungs, closing].join('\n');
}

function renderRung({ title, state, findings }: RungResult): string {
  if (state === 'passed') return `${signs.passed} ${title}: ${summary(findings)}`;
  const failed = findings.filter((one) => one.state === 'failed').map(renderFailure);
  return [`${signs[state]} ${title}`, ...failed, ...renderSkipped(findings)].join('\n');
}

/** What was not looked at, by reason. */
function renderSkipped(findings: readonly Finding[]): string[] {
  const skipped = findings.filter(({ state }) => state === 'skipped');
  const reasons = Map.groupBy(skipped, ({ detail }) => detail);
  return [...reasons].map(([detail, those]) => {
    const where = those.map(placeOf).filter((place) => place !== '');
    return `    ${signs.skipped} not looked at: ${detail}${where.length === 0 ? '' : ` (${where.join(', ')})`}`;
  });
}

/** Findings about one thing are told; the same about several things is counted. */
function summary(findings: readonly Finding[]): string {
  const places = new Set(findings.map(placeOf));
  if (places.size > 1) return `${findings.length} of ${findings.length}`;
  return findings.map(({ detail }) => detail).join('; ');
}

function renderFailure(finding: Finding): string {
  const { detail, evidence, hint } = finding;
  const place = placeOf(finding);
  const lines = [`    ${signs.failed} ${place === '' ? '' : `${place}: `}${detail}`];
  if (evidence !== undefined && evidence !== '') lines.push(...evidence.split('\n').map((line) => `        | ${line}`));
  if (hint !== undefined) lines.push(`        try: ${hint}`);
  return lines.join('\n');
}
