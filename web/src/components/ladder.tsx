import type { Verification } from '../../../src/operations/results.ts';
import { byRung, placeOf, type RungResult } from '../../../src/verify/by-rung.ts';
import type { Finding } from '../../../src/verify/finding.ts';
import { Mark } from './mark.tsx';
import { Evidence } from './problem-box.tsx';
import { Words } from './words.tsx';

const marks = { passed: 'well', failed: 'ill', skipped: 'unknown' } as const satisfies Record<Finding['state'], string>;
const said: Readonly<Record<Finding['state'], string>> = { passed: 'holds', failed: 'fails', skipped: 'not looked at' };

/** What a verification found, rung by rung from the ground up. */
export function Ladder({
  verification: { healthy, findings },
}: {
  readonly verification: Pick<Verification, 'healthy' | 'findings'>;
}) {
  return (
    <>
      <p>
        <Mark
          kind={healthy ? 'well' : 'ill'}
          text={healthy ? 'The cluster works' : 'The cluster does not work as planned'}
        />
      </p>
      <ol class="ladder">
        {byRung(findings).map((rung) => (
          <RungRow key={rung.name} rung={rung} />
        ))}
      </ol>
    </>
  );
}

function RungRow({ rung: { title, state, findings } }: { readonly rung: RungResult }) {
  return (
    <li class={state}>
      <details open={state === 'failed'}>
        <summary>
          <Mark kind={marks[state]} text={title} />
          <span class="unseen">, {said[state]}</span>
        </summary>
        <ul>
          {findings.map((finding) => (
            <FindingRow key={`${placeOf(finding)} ${finding.detail}`} finding={finding} />
          ))}
        </ul>
      </details>
    </li>
  );
}

function FindingRow({ finding }: { readonly finding: Finding }) {
  const { state, detail, hint, evidence = '' } = finding;
  const place = placeOf(finding);
  return (
    <li>
      <Mark kind={marks[state]} text={place === '' ? detail : `${place}: ${detail}`} />
      {hint !== undefined && (
        <p>
          Try: <Words text={hint} />
        </p>
      )}
      {evidence !== '' && <Evidence text={evidence} />}
    </li>
  );
}
