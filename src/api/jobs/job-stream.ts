import { Readable } from 'node:stream';
import { Bell } from '../bell.ts';
import { heartbeat, heartbeatMs, writeEvent } from '../event-stream.ts';
import type { News } from './job-log.ts';
import type { JobRunner } from './job-runner.ts';
import type { JobStore } from './job-store.ts';
import type { JobEvent } from './job-tables.ts';

interface Source {
  readonly store: JobStore;
  readonly runner: JobRunner;
  /** Seq of the last event that the client has seen. */
  readonly after: number;
  readonly signal: AbortSignal;
}

/** The events of a job as server-sent events: first those that are kept, then live ones, to its end. */
export function streamJob(id: string, source: Source): Readable {
  return Readable.from(eventsOf(id, source), { objectMode: false });
}

async function* eventsOf(id: string, { store, runner, after, signal }: Source): AsyncGenerator<string> {
  const bell = new Bell();
  const progress = new Map<string, unknown>(); // the newest of each step: a slow client misses the others
  const stopListening = runner.listen(id, (news) => {
    if (news.type === 'progress') progress.set(keyOf(news), news.data);
    bell.ring();
  });
  signal.addEventListener('abort', bell.ring);
  try {
    yield 'retry: 2000\n\n';
    for (let seen = after; !signal.aborted; ) {
      const isLast = !runner.isRunning(id);
      const events = store.eventsAfter(id, seen);
      yield* events.map(asText);
      yield* takeAll(progress).map(asProgress);
      seen = events.at(-1)?.seq ?? seen;
      if (isLast && events.length === 0) return;
      if (events.length === 0 && !(await bell.rung(heartbeatMs))) yield heartbeat;
    }
  } finally {
    stopListening();
    signal.removeEventListener('abort', bell.ring);
  }
}

function takeAll<Value>(from: Map<string, Value>): Value[] {
  const all = [...from.values()];
  from.clear();
  return all;
}

function asProgress(data: unknown): string {
  return writeEvent('report', data);
}

function asText({ seq, type, data }: JobEvent): string {
  return writeEvent(type, data, seq);
}

function keyOf({ data }: News): string {
  const { host, text } = data as { host?: string; text?: string }; // progress is an event of bramble
  return `${host} ${text}`;
}
