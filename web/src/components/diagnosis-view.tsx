import type { Diagnosis } from '../../../src/doctor/check.ts';
import type { DoctorResult, HostDiagnosis } from '../../../src/operations/results.ts';
import { Mark } from './mark.tsx';
import { Words } from './words.tsx';

const kinds = { fatal: 'ill', warning: 'strained', note: 'unknown' } as const satisfies Record<
  Diagnosis['severity'],
  string
>;

/** What an examination found on each host, the worst first: what it breaks, and what to do. */
export function DiagnosisView({ diagnosis: { fit, hosts } }: { readonly diagnosis: DoctorResult }) {
  return (
    <>
      <p>
        <Mark kind={fit ? 'well' : 'ill'} text={fit ? 'All hosts are fit' : 'Not all hosts are fit'} />
      </p>
      <ol class="ladder">
        {hosts.map((host) => (
          <HostRow key={host.host} host={host} />
        ))}
      </ol>
    </>
  );
}

function HostRow({ host: { host, fit, findings } }: { readonly host: HostDiagnosis }) {
  const wellness = !fit ? 'ill' : findings.some(({ severity }) => severity === 'warning') ? 'strained' : 'well';
  return (
    <li>
      <details open={wellness !== 'well'}>
        <summary>
          <Mark kind={wellness} text={host} />
          <span class="unseen">, {fit ? 'fit' : 'not fit'}</span>
        </summary>
        {findings.length === 0 ? <p>Nothing is wrong with it.</p> : <Findings findings={findings} />}
      </details>
    </li>
  );
}

function Findings({ findings }: { readonly findings: readonly Diagnosis[] }) {
  return (
    <ul>
      {findings.map(({ id, severity, what, breaks, fix }) => (
        <li key={id}>
          <Mark kind={kinds[severity]} text={what} /> <span class="quiet">({severity})</span>
          <p>{breaks}</p>
          <p>
            Try: <Words text={fix} />
          </p>
        </li>
      ))}
    </ul>
  );
}
