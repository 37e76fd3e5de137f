import type { HostProgress, JobProgress, LogLine } from '../model/job-progress.ts';
import { describeResult } from './job-result.tsx';
import { LogLines } from './log-lines.tsx';
import { JobProblem } from './problem-box.tsx';

/** What a job is at, what it found, and its log. */
export function JobView({ progress }: { readonly progress: JobProgress }) {
  const { job, hosts, log, dropped, latest } = progress;
  const isRunning = job?.state === 'running';
  return (
    <>
      {job?.error != null && <JobProblem problem={job.error} />}
      <p class="unseen" role="status">
        {isRunning ? latest : `${job?.kind ?? 'job'} ${job?.state ?? ''}`}
      </p>
      {isRunning && <Hosts hosts={hosts} />}
      {job !== undefined && describeResult(job)}
      {(isRunning || log.length > 0) && <Log lines={log} dropped={dropped} />}
    </>
  );
}

function Hosts({ hosts }: { readonly hosts: readonly HostProgress[] }) {
  return (
    <ul class="progress" aria-label="What is being done">
      {hosts.map(({ host, stage, text, fraction }) => (
        <li key={host}>
          <strong>{host === '' ? 'here' : host}</strong>
          <span>
            <span class="stage">{stage}</span> {text}
          </span>
          {fraction !== undefined && (
            <progress value={fraction} max={1} aria-label={`${host}: ${text}`}>
              {Math.round(fraction * 100)} %
            </progress>
          )}
        </li>
      ))}
    </ul>
  );
}

function Log({ lines, dropped }: { readonly lines: readonly LogLine[]; readonly dropped: number }) {
  return (
    <section aria-labelledby="log">
      <h2 id="log">Log</h2>
      {lines.length === 0 && <p class="quiet">Nothing was said yet.</p>}
      <LogLines lines={lines} dropped={dropped} />
    </section>
  );
}
