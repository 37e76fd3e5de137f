import type { EventSourceMessage } from 'eventsource-parser';
import { useEffect, useState } from 'preact/hooks';
import { followEvents, pauseMs, StreamSilent } from '../../../src/api/follow-events.ts';
import type { Job } from '../../../src/api/schemas.ts';
import { RequestFailed, ServerAway } from '../api/problem.ts';
import { hear, isOver, type JobProgress, nothingHeard } from '../model/job-progress.ts';
import { batched } from './batch.ts';
import { client, noteAnswer } from './session.ts';
import { wait } from './use-answer.ts';

/** A job, followed to its end from its first event on. */
export interface FollowedJob extends JobProgress {
  readonly error: unknown;
}

/** Follows a job as long as the view is open. */
export function useJob(id: string): FollowedJob {
  const [followed, setFollowed] = useState<FollowedJob>({ ...nothingHeard, error: undefined });
  useEffect(() => {
    const leaving = new AbortController();
    setFollowed({ ...nothingHeard, error: undefined });
    void followJob(id, leaving.signal, (change) => setFollowed((before) => ({ ...before, ...change(before) })));
    return () => leaving.abort();
  }, [id]);
  return followed;
}

type Change = (change: (before: FollowedJob) => Partial<FollowedJob>) => void;

async function followJob(id: string, signal: AbortSignal, change: Change): Promise<void> {
  const batch = batched<EventSourceMessage>((messages) =>
    change((before) => messages.reduce<JobProgress>(hear, before)),
  );
  signal.addEventListener('abort', batch.stop);
  const note = async () => {
    const job = await insist(() => client.get<Job>(`jobs/${id}`, { signal }), signal);
    change(() => ({ job }));
    return job;
  };
  const again = async (why: unknown) => {
    if (why instanceof RequestFailed) throw why;
    noteAway(why);
    return why !== undefined || !isOver(await note()); // it only ended: has the job?
  };
  try {
    await note();
    for await (const message of messagesOf(id, { signal, again })) {
      noteAnswer();
      batch.add(message);
    }
    batch.flush();
    await note(); // when it ended, and with what
  } catch (error) {
    if (!signal.aborted) change(() => ({ error }));
  }
}

function messagesOf(id: string, { signal, again }: Pick<Parameters<typeof followEvents>[0], 'signal' | 'again'>) {
  return followEvents({
    open: async (last, leaving) => {
      const headers = { accept: 'text/event-stream', ...(last !== '' && { 'last-event-id': last }) };
      return (await client.open(`jobs/${id}/events`, { headers, signal: leaving })).body;
    },
    isLast: endsIt,
    again,
    signal,
  });
}

function endsIt({ event, data }: EventSourceMessage): boolean {
  return event === 'state' && isOver(JSON.parse(data));
}

/** Notes that the server is away, if that is why a stream broke. */
export function noteAway(why: unknown): void {
  if (why instanceof ServerAway) noteAnswer(why);
  if (why instanceof StreamSilent) noteAnswer(new ServerAway(why.message, { cause: why }));
}

/** Asks until the server is there. */
async function insist<Value>(ask: () => Promise<Value>, signal: AbortSignal): Promise<Value> {
  for (let attempt = 0; ; attempt++) {
    try {
      const value = await ask();
      noteAnswer();
      return value;
    } catch (error) {
      if (signal.aborted || !(error instanceof ServerAway)) throw error;
      noteAnswer(error);
    }
    await wait(pauseMs(attempt), signal);
  }
}
