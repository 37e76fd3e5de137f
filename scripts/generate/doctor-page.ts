import type { Check } from '../../src/doctor/check.ts';
import { checks } from '../../src/doctor/checks.ts';
import { sameMachine } from '../../src/doctor/diagnose.ts';
import { failureKinds } from '../../src/doctor/failure.ts';

type Row = Pick<Check, 'id' | 'severity' | 'finds' | 'breaks' | 'hint' | 'safeFix'>;

/** docs/reference/doctor.md. */
export function renderDoctorPage(): string {
  const unreached = failureKinds.map((kind): Row => ({ ...kind, severity: 'fatal' }));
  return [
    '<!-- Made from the tables of src/doctor by `npm run generate`; change those. -->',
    '# What the doctor looks for',
    '',
    'This is what `bramble doctor` ([how to use it](../doctor.md)) can find. The names are those in its `--json` output.',
    '',
    ...section('Fatal', 'The host is not fit, and `bramble deploy` refuses it too.', [
      ...unreached,
      sameMachine,
      ...checks.filter(({ severity }) => severity === 'fatal'),
    ]),
    ...section('Warnings', 'The cluster works, but slowly or not for long.', bySeverity('warning')),
    ...section('Notes', 'These are worth knowing, and shown with `--verbose`.', bySeverity('note')),
  ].join('\n');
}

function bySeverity(severity: Check['severity']): Row[] {
  return checks.filter((check) => check.severity === severity);
}

function section(title: string, means: string, rows: readonly Row[]): string[] {
  return [
    `## ${title}`,
    '',
    means,
    '',
    '| Name | Finds | Breaks | What to do |',
    '|---|---|---|---|',
    ...rows.map(row),
    '',
  ];
}

function row({ id, finds, breaks, hint, safeFix }: Row): string {
  const cells = [`\`${id}\``, finds, breaks, safeFix === undefined ? hint : `${hint}; \`--fix\` does it`];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
