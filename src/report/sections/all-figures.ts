import type { Run } from '../../bench/record.ts';
import { section, table } from '../blocks.ts';
import type { Section } from '../document.ts';
import type { Reported } from '../reported.ts';
import { placeOf, type Result, stateOf, titleOf } from '../results.ts';
import { count, renderFigure, renderNumber, renderSize } from '../words.ts';

/** Every measurement with every run, for those who want to reckon for themselves. */
export function allFiguresSection({ records, results }: Reported): Section | undefined {
  const lettered = records.length > 1;
  const titles = [...(lettered ? ['Of'] : []), 'Benchmark', 'On', '>Size', '>Median', '>Middle half', 'Runs'];
  const rows = results.map((result) => [...(lettered ? [result.from.letter] : []), ...cellsOf(result)]);
  const all = table('Every measurement; runs in brackets do not count', titles, rows);
  return section('all-figures', 'All figures', rows.length === 0 ? [] : [all]);
}

function cellsOf({ measurement, spread }: Result): string[] {
  const { unit, workers, size, runs } = measurement;
  const { lowerQuartile, upperQuartile, median } = spread ?? {};
  const known = median !== undefined && lowerQuartile !== undefined && upperQuartile !== undefined;
  return [
    titleOf(measurement),
    placeOf(measurement) || count(workers, 'worker'),
    renderSize(size),
    known ? renderFigure(median, unit) : 'none',
    known ? `${renderNumber(lowerQuartile)} to ${renderNumber(upperQuartile)}` : '',
    runs.map(renderRun).join(' · '),
  ];
}

function renderRun(run: Run): string {
  const figure = run.value === null ? 'no figure' : renderNumber(run.value);
  return stateOf(run) === 'counts' ? figure : `(${figure})`;
}
