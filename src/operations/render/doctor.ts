import type { Diagnosis, Severity } from '../../doctor/check.ts';
import { type HostReport, isFit, type Seen } from '../../doctor/diagnose.ts';
import { type PlannedFix, planFixes } from '../../doctor/fix.ts';
import { safeFixes } from '../../doctor/safe-fixes.ts';
import { counted } from '../../domain/counted.ts';
import type { HostDiagnosis } from '../results.ts';
import { renderTable } from './table.ts';

interface Choice {
  readonly verbose?: boolean;
  readonly fix?: boolean;
}

/** All hosts: one line for each, what is wrong under it, and the sum at the end. Notes only where asked for. */
export function renderReports(reports: readonly HostReport[], choice: Choice): string {
  const width = Math.max(...reports.map(({ name }) => name.length));
  const hosts = reports.map((report) => renderReport(report, choice, width));
  return [...hosts, '', ...closingLines(reports, choice)].join('\n');
}

function renderReport(report: HostReport, { verbose = false }: Choice, width: number): string {
  const shown = report.diagnoses.filter(({ severity }) => verbose || severity !== 'note');
  const parts = [verdict(report), ...(report.seen === undefined ? [] : [describe(report.seen)])];
  return [`${report.name.padEnd(width)}  ${parts.join(': ')}`, ...shown.flatMap(renderDiagnosis)].join('\n');
}

function verdict(report: HostReport): string {
  if (!isFit(report)) return 'NOT FIT';
  const counts = (['warning', 'note'] as const).flatMap((severity) => count(report, severity));
  return ['fit', ...counts].join(', ');
}

function count({ diagnoses }: HostReport, severity: Severity): string[] {
  const number = diagnoses.filter((one) => one.severity === severity).length;
  return number === 0 ? [] : [counted(number, severity)];
}

/** The machine in a few words. */
function describe({ facts, exam: { diskSpeed } }: Seen): string {
  const { machine, os, memory, freeMb, health } = facts;
  const kind = machine.virtual === 'none' ? machine.model : `virtual (${machine.virtual})`;
  const speed =
    diskSpeed === undefined
      ? []
      : [`disk writes ${Math.round(diskSpeed.writeMbps)} and reads ${Math.round(diskSpeed.readMbps)} MB/s`];
  return [
    ...(kind === '' ? [] : [kind]),
    `${os.title}, ${machine.arch}`,
    counted(machine.cores, 'core'),
    `${memory.totalMb} MB`,
    `${Math.floor(Math.min(...Object.values(freeMb)) / 1024)} GB free`,
    ...speed,
    ...(health.temperatureC === undefined ? [] : [`${health.temperatureC} °C`]),
  ].join(', ');
}

const signs: Readonly<Record<Severity, string>> = { fatal: 'FATAL', warning: 'warning', note: 'note' };
const indent = ' '.repeat(11);

function renderDiagnosis({ severity, what, breaks, fix }: Diagnosis): string[] {
  return [`  ${signs[severity].padEnd(7)}  ${what}`, `${indent}breaks: ${breaks}`, `${indent}fix: ${fix}`];
}

function closingLines(reports: readonly HostReport[], { verbose, fix }: Choice): string[] {
  const unfit = reports.filter((report) => !isFit(report)).length;
  const total = counted(reports.length, 'host');
  const hasNotes = reports.some(({ diagnoses }) => diagnoses.some(({ severity }) => severity === 'note'));
  const safe = planFixes(reports).length;
  return [
    unfit === 0 ? `fit for a cluster: ${total}` : `not fit for a cluster: ${unfit} of ${total}; fix that first`,
    ...(safe > 0 && !fix ? [`--fix does ${safe} of these by itself`] : []),
    ...(hasNotes && !verbose ? ['--verbose shows the notes too'] : []),
  ];
}

/** What `--fix` is going to do. */
export function renderFixes(plan: readonly PlannedFix[], columns?: number): string {
  const rows = plan.map(({ host, fix, because }) => [host, safeFixes[fix].title, because]);
  return renderTable([['HOST', 'FIX', 'BECAUSE'], ...rows], columns);
}

/** The same for scripts, with all that was seen. */
export function reportAsJson(report: HostReport): HostDiagnosis {
  const { name, seen, diagnoses } = report;
  return { host: name, fit: isFit(report), findings: diagnoses, facts: seen?.facts, exam: seen?.exam };
}
