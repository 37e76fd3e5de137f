import type { ComponentChildren } from 'preact';
import type { Answer } from '../state/use-answer.ts';
import { ProblemBox } from './problem-box.tsx';

interface Props<Value> {
  readonly answer: Answer<Value>;
  /** What is being waited for, such as `the clusters`. */
  readonly what: string;
  readonly children: (value: Value) => ComponentChildren;
}

/** What was asked for once it is there, why it is not, or that it is on its way. */
export function Loading<Value>({ answer, what, children }: Props<Value>) {
  const { value, error } = answer;
  return (
    <>
      <ProblemBox error={error} />
      {value === undefined && error === undefined && <p class="quiet">Looking at {what} …</p>}
      {value !== undefined && children(value)}
    </>
  );
}
