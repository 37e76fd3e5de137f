import type { ComponentChildren } from 'preact';
import type { Job } from '../../../src/api/schemas.ts';
import type { DoctorResult, PlanResult, Verification } from '../../../src/operations/results.ts';
import { DiagnosisView } from './diagnosis-view.tsx';
import { Ladder } from './ladder.tsx';
import { PlanView } from './plan-view.tsx';

interface Shown {
  /** What a result of this kind has that no other has. */
  readonly part: string;
  readonly show: (result: never) => ComponentChildren;
}

/** What is shown better than by the lines of the log. */
const shownResults: readonly Shown[] = [
  { part: 'findings', show: (found: Verification) => <Ladder verification={found} /> },
  { part: 'fit', show: (found: DoctorResult) => <DiagnosisView diagnosis={found} /> },
  { part: 'stages', show: (plan: PlanResult) => <PlanView plan={plan} /> },
];

/** What came of a job, where there is more to show than its log. */
export function describeResult({ result, state }: Job): ComponentChildren {
  if (state === 'running' || typeof result !== 'object' || result === null) return null;
  return shownResults.find(({ part }) => part in result)?.show(result as never); // its part tells its kind
}
