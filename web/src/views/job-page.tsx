import type { Job } from '../../../src/api/schemas.ts';
import type { ViewProps } from '../app.tsx';
import { CancelButton } from '../components/cancel-button.tsx';
import { ContinueForm } from '../components/continue-form.tsx';
import { JobMark } from '../components/job-mark.tsx';
import { JobView } from '../components/job-view.tsx';
import { ProblemBox } from '../components/problem-box.tsx';
import { useNow } from '../components/since.tsx';
import { ViewTitle } from '../components/view-title.tsx';
import { labelOf } from '../model/actions.ts';
import { addressOf } from '../model/route.ts';
import { lasted } from '../model/when.ts';
import { useJob } from '../state/use-job.ts';

/** A job: live while it runs, and what came of it. */
export function JobPage({ ids: [id = ''] }: ViewProps) {
  const followed = useJob(id);
  const { job, error } = followed;
  return (
    <>
      <ViewTitle title={job === undefined ? 'Job' : `${labelOf(job.kind)} ${job.cluster}`}>
        {job?.state === 'running' && <CancelButton id={id} />}
        {job?.kind === 'bench' && job.state === 'done' && (
          <a class="button primary" href={addressOf('report', id)}>
            The report
          </a>
        )}
        {job !== undefined && (
          <a class="button" href={addressOf('cluster', job.cluster)}>
            The cluster
          </a>
        )}
      </ViewTitle>
      <ProblemBox error={error} />
      {job !== undefined && <Facts job={job} />}
      <JobView progress={followed} />
    </>
  );
}

function Facts({ job }: { readonly job: Job }) {
  const nowMs = useNow();
  return (
    <>
      <p>
        <JobMark job={job} /> {job.finished === null ? 'for' : 'after'} {lasted(job.started, job.finished, nowMs)}
      </p>
      {job.state !== 'running' && job.state !== 'done' && <ContinueForm job={job} />}
    </>
  );
}
