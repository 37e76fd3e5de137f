import type { EventSourceMessage } from 'eventsource-parser';
import type { Problem } from '../api/problem.ts';
import type { LogLine } from './job-progress.ts';

/** The log of a node's daemons as far as it was followed. */
export interface DaemonLog {
  readonly lines: readonly LogLine[];
  /** How many lines there were before, or were left out as they came too fast. */
  readonly dropped: number;
  /** Why no more come. */
  readonly problem: Problem | undefined;
}

export const nothingRead: DaemonLog = { lines: [], dropped: 0, problem: undefined };

const keptLines = 2_000;

interface Told {
  readonly host: string;
  readonly text: string;
}

/** Takes messages of the stream in. Where the stream begins anew, so does the log. */
export function hearLog(log: DaemonLog, messages: readonly EventSourceMessage[]): DaemonLog {
  const begins = messages.findLastIndex(({ event }) => event === 'begin');
  const before = begins < 0 ? log : nothingRead;
  const told = messages.slice(begins + 1).map(({ event, data }) => ({ event, value: JSON.parse(data) as unknown }));
  const said = told.flatMap(({ event, value }) => (event === 'line' && isLine(value) ? [value] : []));
  const left = told.reduce((sum, { value }) => sum + (isLeft(value) ? value.left : 0), 0);
  const problem = told.find(({ event, value }) => event === 'problem' && value !== null)?.value as Problem | undefined; // as the API describes it
  return { ...append(before, said, left), problem };
}

function append({ lines, dropped }: DaemonLog, said: readonly Told[], left: number): Omit<DaemonLog, 'problem'> {
  const first = dropped + lines.length + left;
  const next = said.map(
    ({ text }, at): LogLine => ({ key: `${first + at}`, host: '', stage: '', state: 'line', text }),
  );
  const all = [...lines, ...next];
  return { lines: all.slice(-keptLines), dropped: dropped + left + Math.max(0, all.length - keptLines) };
}

function isLine(value: unknown): value is Told {
  return typeof value === 'object' && value !== null && 'text' in value;
}

function isLeft(value: unknown): value is { readonly left: number } {
  return typeof value === 'object' && value !== null && 'left' in value;
}
