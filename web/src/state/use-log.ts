import type { EventSourceMessage } from 'eventsource-parser';
import { useEffect, useState } from 'preact/hooks';
import { followEvents } from '../../../src/api/follow-events.ts';
import { RequestFailed } from '../api/problem.ts';
import { type DaemonLog, hearLog, nothingRead } from '../model/daemon-log.ts';
import { batched } from './batch.ts';
import { client, noteAnswer } from './session.ts';
import { noteAway } from './use-job.ts';

const openLimitMs = 15_000;

/** What a node's daemons write, live as long as the view is open. */
export function useLog(path: string): DaemonLog & { readonly error: unknown } {
  const [log, setLog] = useState(nothingRead);
  const [error, setError] = useState<unknown>(undefined);
  useEffect(() => {
    const leaving = new AbortController();
    const batch = batched<EventSourceMessage>((messages) => setLog((before) => hearLog(before, messages)));
    setLog(nothingRead);
    setError(undefined);
    followLog(path, leaving.signal, batch.add).catch((failure: unknown) => leaving.signal.aborted || setError(failure));
    return () => {
      leaving.abort();
      batch.stop();
    };
  }, [path]);
  return { ...log, error };
}

async function followLog(
  path: string,
  signal: AbortSignal,
  tell: (message: EventSourceMessage) => void,
): Promise<void> {
  const messages = followEvents({
    open: async (_last, leaving) => (await client.open(path, { signal: leaving }, openLimitMs)).body,
    isLast: ({ event }) => event === 'problem',
    again: (why) => {
      if (why instanceof RequestFailed) throw why;
      noteAway(why);
      return true;
    },
    signal,
  });
  for await (const message of messages) {
    noteAnswer();
    tell(message);
  }
}
