import type { Holder } from '../domain/holder.ts';
import type { EndLine, HistoryArtifact, Outcome, StartLine } from './history-entry.ts';

/** What one node noted, and who is at work on it. */
export interface NodeHistory {
  readonly node: string;
  readonly lines: readonly (StartLine | EndLine)[];
  readonly lock: Holder | undefined;
}

/** One command that changed nodes, as all of them together tell of it. */
export interface HistoryEntry extends Holder {
  readonly nodes: readonly string[];
  readonly artifacts: readonly HistoryArtifact[];
  readonly ended: string | undefined;
  /** `cut-off` where no node noted an end and nobody is at work on it any more. */
  readonly result: Outcome | 'running' | 'cut-off';
  readonly message: string | undefined;
}

/** Reads what a node wrote line by line; lines of other versions, and half ones, are left out. */
export function parseHistory(text: string): (StartLine | EndLine)[] {
  return text.split('\n').flatMap((line) => {
    try {
      const read = JSON.parse(line) as StartLine | EndLine; // written by a bramble
      return read?.version === 1 ? [read] : [];
    } catch {
      return [];
    }
  });
}

/** The nodes' histories as one, each command once, the newest last. */
export function mergeHistories(histories: readonly NodeHistory[]): HistoryEntry[] {
  const noted = histories.flatMap(({ node, lines }) => lines.map((line) => ({ node, line })));
  const atWork = new Set(histories.flatMap(({ lock }) => (lock === undefined ? [] : [keyOf(lock)])));
  const byCommand = Map.groupBy(noted, ({ line }) => keyOf(line));
  return [...byCommand]
    .map(([key, lines]) => mergeLines(lines, atWork.has(key)))
    .toSorted((a, b) => (a.since < b.since ? -1 : 1));
}

const keyOf = ({ who, since, what }: Holder) => JSON.stringify([since, who, what]);

interface NotedLine {
  readonly node: string;
  readonly line: StartLine | EndLine;
}

function mergeLines(noted: readonly NotedLine[], isAtWork: boolean): HistoryEntry {
  const starts = noted.flatMap(({ line }) => ('nodes' in line ? [line] : []));
  const [end] = noted.flatMap(({ line }) => ('ended' in line ? [line] : []));
  const { who = '', what = '', since = '' } = noted[0]?.line ?? {};
  const nodes = new Set([...starts.flatMap((start) => start.nodes), ...noted.map(({ node }) => node)]);
  return {
    who,
    what,
    since,
    nodes: [...nodes].sort(),
    artifacts: starts[0]?.artifacts ?? [],
    ended: end?.ended,
    result: end?.result ?? (isAtWork ? 'running' : 'cut-off'),
    message: end?.message,
  };
}
