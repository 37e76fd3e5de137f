import type { EventSourceMessage } from 'eventsource-parser';
import type { Job } from '../../../src/api/schemas.ts';
import type { Event } from '../../../src/domain/events.ts';

/** What a host is at, or was at last. */
export interface HostProgress {
  readonly host: string;
  readonly stage: string;
  readonly text: string;
  readonly state: Event['state'];
  /** Undefined where it is not known how much is left. */
  readonly fraction: number | undefined;
}

/** One line of the log. */
export interface LogLine {
  readonly key: string;
  readonly host: string;
  readonly stage: string;
  readonly state: Event['state'] | 'line';
  readonly text: string;
}

/** A job as far as it was followed. */
export interface JobProgress {
  readonly job: Job | undefined;
  /** In the order in which they were first heard of; '' is the server's own machine. */
  readonly hosts: readonly HostProgress[];
  readonly log: readonly LogLine[];
  /** How many older lines are not kept. */
  readonly dropped: number;
  /** What was said last, for those who listen instead of looking. */
  readonly latest: string;
}

export const nothingHeard: JobProgress = { job: undefined, hosts: [], log: [], dropped: 0, latest: '' };

/** Beyond this, the oldest lines are dropped: a phone has to scroll them. */
const keptLines = 2_000;

/** Takes one message of a job's stream in. */
export function hear(progress: JobProgress, { id = '', event = '', data }: EventSourceMessage): JobProgress {
  const take = takers[event];
  return take === undefined ? progress : take(progress, JSON.parse(data) as never, id); // each taker knows what its messages hold
}

const takers: Readonly<Record<string, (progress: JobProgress, value: never, id: string) => JobProgress>> = {
  report: takeReport,
  line: takeLine,
  state: (progress, change: Partial<Job>) => withJob(progress, change),
  result: (progress, result: unknown) => withJob(progress, { result }),
};

/** What the stream tells again of a job that is known to be over is old. */
function withJob(progress: JobProgress, change: Partial<Job>): JobProgress {
  const { job } = progress;
  return job === undefined || isOver(job) ? progress : { ...progress, job: { ...job, ...change } };
}

function takeReport(progress: JobProgress, event: Event, key: string): JobProgress {
  const { host = '', stage, state, text } = event;
  const at = { ...progress, hosts: withHost(progress.hosts, event) };
  if (state === 'progress') return at;
  const line: LogLine = { key, host, stage, state, text };
  return { ...at, ...withLines(progress, [line]), latest: [host, text].filter(Boolean).join(': ') };
}

function takeLine(progress: JobProgress, said: string, key: string): JobProgress {
  const lines = said
    .split('\n')
    .map((text, at): LogLine => ({ key: `${key}.${at}`, host: '', stage: '', state: 'line', text }));
  return { ...progress, ...withLines(progress, lines) };
}

function withLines({ log, dropped }: JobProgress, lines: readonly LogLine[]): Pick<JobProgress, 'log' | 'dropped'> {
  const all = [...log, ...lines];
  return { log: all.slice(-keptLines), dropped: dropped + Math.max(0, all.length - keptLines) };
}

function withHost(hosts: readonly HostProgress[], event: Event): readonly HostProgress[] {
  if (event.state === 'note') return hosts;
  const { host = '', stage, text, state, fraction } = event;
  const next: HostProgress = { host, stage, text, state, fraction: state === 'progress' ? fraction : undefined };
  const known = hosts.some((one) => one.host === host);
  return known ? hosts.map((one) => (one.host === host ? next : one)) : [...hosts, next];
}

/** Whether a job is over, however it ended. */
export function isOver(job: Pick<Job, 'state'> | undefined): boolean {
  return job !== undefined && job.state !== 'running';
}
