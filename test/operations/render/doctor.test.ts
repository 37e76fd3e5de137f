import { describe, expect, it } from 'vitest';
import type { Diagnosis, Severity } from '../../../src/doctor/check.ts';
import type { HostReport } from '../../../src/doctor/diagnose.ts';
import { renderFixes, renderReports, reportAsJson } from '../../../src/operations/render/doctor.ts';
import { soundExam } from '../../support/exam.ts';
import { blankHost } from '../../support/facts.ts';

const facts = blankHost();
const seen = { facts, exam: soundExam(), nowSeconds: facts.clockSeconds };
const diagnosis = (severity: Severity, change: Partial<Diagnosis> = {}): Diagnosis => ({
  id: 'x',
  severity,
  what: `a ${severity} thing`,
  breaks: 'something',
  fix: 'mend it',
  ...change,
});
const report = (name: string, ...diagnoses: Diagnosis[]): HostReport => ({ name, seen, diagnoses });
const machine =
  'Raspberry Pi 4 Model B Rev 1.5, Debian GNU/Linux 13 (trixie), arm64, 4 cores, 3794 MB, 19 GB free, disk writes 24 and reads 44 MB/s, 48.3 °C';

describe('what the doctor prints', () => {
  it('is one line for each host in good order', () => {
    expect(renderReports([report('red'), report('red01', diagnosis('note'))], {})).toBe(
      [
        `red    fit: ${machine}`,
        `red01  fit, 1 note: ${machine}`,
        '',
        'fit for a cluster: 2 hosts',
        '--verbose shows the notes too',
      ].join('\n'),
    );
  });

  it('is each finding under its host, with what it breaks and what to do', () => {
    const bad = report('red', diagnosis('fatal'), diagnosis('warning', { safeFix: 'own-name' }), diagnosis('note'));
    expect(renderReports([bad], {}).split('\n')).toEqual([
      `red  NOT FIT: ${machine}`,
      '  FATAL    a fatal thing',
      '           breaks: something',
      '           fix: mend it',
      '  warning  a warning thing',
      '           breaks: something',
      '           fix: mend it',
      '',
      'not fit for a cluster: 1 of 1 host; fix that first',
      '--fix does 1 of these by itself',
      '--verbose shows the notes too',
    ]);
  });

  it('holds the notes where they are asked for', () => {
    const text = renderReports([report('red', diagnosis('note'))], { verbose: true });
    expect(text).toContain('  note     a note thing');
    expect(text).not.toContain('--verbose');
  });

  it('says of a host that was not seen only why', () => {
    const unseen: HostReport = { name: 'red', seen: undefined, diagnoses: [diagnosis('fatal')] };
    expect(renderReports([unseen], {}).split('\n')[0]).toBe('red  NOT FIT');
    expect(reportAsJson(unseen)).toMatchObject({ host: 'red', fit: false, findings: [{ severity: 'fatal' }] });
  });

  it('is the plan of --fix as a table', () => {
    const [heading, row] = renderFixes([{ host: 'red', fix: 'time-sync-on', because: 'it is off' }]).split('\n');
    expect(heading).toMatch(/^HOST {2}FIX +BECAUSE$/);
    expect(row).toBe('red   switch on the synchronisation of the clock  it is off');
  });
});
