import { list, paragraph, strong } from './blocks.ts';
import type { Block, Text } from './document.ts';
import { placeOf, type Result, stateOf, titleOf } from './results.ts';
import { count, renderFigure } from './words.ts';

interface MarkedRun {
  readonly reason: string;
  /** The measurement to which it belongs. */
  readonly of: string;
  /** Its number and its figure. */
  readonly run: string;
}

/** The runs that do not count, by the reason. */
export function markedRuns(results: readonly Result[]): Block[] {
  const marked = results.flatMap(markedIn);
  if (marked.length === 0)
    return [paragraph('Every run counts: none was disturbed, and every result stood its check.')];
  const byReason = Map.groupBy(marked, ({ reason }) => reason);
  return [paragraph('Runs that do not count, by the reason:'), list([...byReason].map(describeReason))];
}

function markedIn({ from, measurement }: Result): MarkedRun[] {
  const { workers, unit, runs } = measurement;
  const where = placeOf(measurement) || count(workers, 'worker');
  const of = [from.letter, titleOf(measurement), where].filter((part) => part !== '').join(', ');
  return runs.flatMap((run, at) => {
    if (stateOf(run) === 'counts') return [];
    const figure = run.value === null ? 'no figure' : renderFigure(run.value, unit);
    const reasons = new Set(run.reasons.map(withoutShare));
    return [...reasons].map((reason) => ({ reason, of, run: `run ${at + 1} (${figure})` }));
  });
}

/** `red was busy before it began: 41 %` differs from run to run, and is one reason. */
function withoutShare(reason: string): string {
  return reason.replace(/: \d+ %$/, '');
}

function describeReason([reason, runs]: readonly [string, readonly MarkedRun[]]): Text {
  const byMeasurement = Map.groupBy(runs, ({ of }) => of);
  const each = [...byMeasurement].map(([of, some]) => `${of}: ${some.map(({ run }) => run).join(', ')}`);
  return [strong(`${reason}.`), ` ${each.join('; ')}`];
}
