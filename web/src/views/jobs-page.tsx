import type { Job } from '../../../src/api/schemas.ts';
import { JobList } from '../components/job-list.tsx';
import { Loading } from '../components/loading.tsx';
import { ViewTitle } from '../components/view-title.tsx';
import { useAnswer } from '../state/use-answer.ts';

const everyMs = 5_000;

/** The newest jobs on all clusters. */
export function JobsPage() {
  const jobs = useAnswer<readonly Job[]>('jobs', { everyMs });
  return (
    <>
      <ViewTitle title="Jobs" />
      <Loading answer={jobs} what="the jobs">
        {(known) => <JobList jobs={known} />}
      </Loading>
    </>
  );
}
