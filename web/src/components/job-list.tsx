import type { Job } from '../../../src/api/schemas.ts';
import { labelOf } from '../model/actions.ts';
import { addressOf } from '../model/route.ts';
import { JobMark } from './job-mark.tsx';
import { Since } from './since.tsx';

/** Jobs, newest first. */
export function JobList({ jobs }: { readonly jobs: readonly Job[] }) {
  if (jobs.length === 0) return <p>No job yet.</p>;
  return (
    <ul class="rows">
      {jobs.map((job) => (
        <li key={job.id}>
          <a href={addressOf('job', job.id)}>
            {labelOf(job.kind)} {job.cluster}
          </a>
          <JobMark job={job} />
          <Since prefix="began" iso={job.started} />
        </li>
      ))}
    </ul>
  );
}
