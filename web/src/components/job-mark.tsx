import type { Job } from '../../../src/api/schemas.ts';
import { Mark } from './mark.tsx';

const kinds = {
  running: 'busy',
  done: 'well',
  failed: 'ill',
  cancelled: 'strained',
  interrupted: 'strained',
} as const satisfies Record<Job['state'], string>;

/** How a job is doing, or how it ended. Done is not well where what it found is not. */
export function JobMark({ job: { state, unwell } }: { readonly job: Pick<Job, 'state' | 'unwell'> }) {
  if (state === 'done' && unwell !== null) return <Mark kind="ill" text="done, not well" />;
  return <Mark kind={kinds[state]} text={state} />;
}
