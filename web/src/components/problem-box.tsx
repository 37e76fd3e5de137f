import type { Problem } from '../api/problem.ts';
import { type Advice, adviceOn, adviceOnProblem } from '../model/advice.ts';
import { isTrouble } from '../state/session.ts';
import { Scrolling } from './scrolling.tsx';
import { Words } from './words.tsx';

/** What went wrong, why, and what to try. Read aloud at once. */
export function ProblemBox({ error }: { readonly error: unknown }) {
  return error === undefined || isTrouble(error) ? null : <AdviceBox advice={adviceOn(error)} />;
}

/** The same of a job that failed. */
export function JobProblem({ problem }: { readonly problem: Problem }) {
  return <AdviceBox advice={adviceOnProblem(problem)} />;
}

function AdviceBox({ advice: { title, details, tries, evidence } }: { readonly advice: Advice }) {
  return (
    <div class="box ill" role="alert">
      <p class="box-title">{title}</p>
      {details.map((detail) => (
        <p key={detail}>
          <Words text={detail} />
        </p>
      ))}
      {tries.length > 0 && (
        <>
          <p class="box-try">What to try</p>
          <ul>
            {tries.map((one) => (
              <li key={one}>
                <Words text={one} />
              </li>
            ))}
          </ul>
        </>
      )}
      {evidence !== '' && <Evidence text={evidence} />}
    </div>
  );
}

/** Lines of a log that show it; long ones scroll, by keyboard too. */
export function Evidence({ text }: { readonly text: string }) {
  return (
    <details>
      <summary>Lines that show it</summary>
      <Scrolling label="Lines that show it" class="lines">
        {text}
      </Scrolling>
    </details>
  );
}
