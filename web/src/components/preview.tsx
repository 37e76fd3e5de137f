import { useEffect, useRef } from 'preact/hooks';
import { useJob } from '../state/use-job.ts';
import { CancelButton } from './cancel-button.tsx';
import { JobView } from './job-view.tsx';
import { ProblemBox } from './problem-box.tsx';

interface Props {
  /** Of the job that looks what would be done. */
  readonly id: string;
  readonly onForeseen: () => void;
}

/** What an action would do, as it is found out. */
export function Preview({ id, onForeseen }: Props) {
  const followed = useJob(id);
  const isDone = followed.job?.state === 'done';
  useEffect(() => {
    if (isDone) onForeseen();
  }, [isDone]);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), [id]); // the button that asked for it is gone
  return (
    <div class="preview" ref={place} tabIndex={-1}>
      {followed.job?.state === 'running' && (
        <p>
          Looking what is to be done … <CancelButton id={id} />
        </p>
      )}
      <ProblemBox error={followed.error} />
      <JobView progress={followed} />
    </div>
  );
}
