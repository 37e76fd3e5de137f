import { namenodeAnswer } from './answers.ts';
import type { Finding, RungName } from './finding.ts';
import type { Observation } from './observation.ts';

/** Rungs that count nodes: what they miss may be away on purpose. */
const counting: readonly RungName[] = ['hdfs', 'file', 'yarn', 'workers'];

/** The same findings, where those about nodes that HDFS has in maintenance say so. */
export function sayMaintenance(findings: readonly Finding[], { nodes }: Observation): Finding[] {
  const away = namenodeAnswer(nodes)?.maintenance ?? [];
  if (away.length === 0) return [...findings];
  return findings.map((finding) => (finding.state === 'passed' ? finding : explain(finding, away)));
}

function explain(finding: Finding, away: readonly string[]): Finding {
  const { node, detail, rung } = finding;
  if (node !== undefined && away.includes(node) && !counting.includes(rung))
    return { ...finding, detail: `in maintenance: ${detail}`, hint: endHint(node) };
  if (!counting.includes(rung)) return finding;
  return { ...finding, detail: `${detail}; in maintenance: ${away.join(', ')}`, hint: endHint(away.join(',')) };
}

function endHint(nodes: string): string {
  return `bramble maintenance "${nodes}" --end`;
}
