import type { ApiClient } from '../../api/client.ts';
import { fromProblem } from '../../api/problems.ts';
import type { Job } from '../../api/schemas.ts';
import type { Event } from '../../domain/events.ts';
import type { Reporter, StoreOperation } from '../../operations/operation.ts';

const cancelMs = 10_000;

type Ended = Pick<Job, 'state' | 'unwell' | 'error'>;

/** Tells what a job of a server tells, to its end. Ctrl-C cancels the job. */
export async function followJob(client: ApiClient, id: string, { reporter, signal }: StoreOperation): Promise<void> {
  const cancel = () => void client.ask('POST', `/jobs/${id}/cancel`, { limitMs: cancelMs }).catch(() => {}); // it may have ended by itself
  if (signal.aborted) cancel();
  signal.addEventListener('abort', cancel, { once: true });
  for await (const { event, data } of client.listen(`/jobs/${id}/events`, isEnd, { signal })) {
    const told: unknown = JSON.parse(data);
    if (event === 'state') end(told as Ended, reporter);
    if (event === 'report') reporter.report(told as Event);
    if (event === 'line') reporter.line(String(told));
    if (event === 'result') reporter.result(told);
  }
}

function isEnd({ event, data }: { event?: string | undefined; data: string }): boolean {
  return event === 'state' && (JSON.parse(data) as Ended).state !== 'running';
}

function end({ error, unwell }: Ended, reporter: Reporter): void {
  if (error != null) throw fromProblem(error);
  if (unwell != null) reporter.unwell(unwell);
}
