import { kindButForWorkers } from '../bench/kind-of.ts';
import type { Measurement } from '../bench/record.ts';
import type { RunsFigure } from './figures.ts';
import type { DotLine, DotRow } from './plots/dot-rows.ts';
import { publishedFigures } from './published.ts';
import { placeOf, type Result, stateOf } from './results.ts';
import { count, renderFigure, renderSize } from './words.ts';

/** Who ran a benchmark, where two engines can. */
const managers: Readonly<Record<Measurement['engine'], string>> = {
  ground: '',
  hdfs: '',
  mapreduce: '',
  'spark-standalone': 'standalone',
  'spark-yarn': 'YARN',
};

const publishedSeries = 'real Pis, published elsewhere';

/** The rows of a figure: one for each benchmark, with a line for each measurement with all workers. */
export function rowsOf(figure: RunsFigure, results: readonly Result[]): DotRow[] {
  return figure.benchmarks.flatMap((benchmark) => {
    const own = withAllWorkers(results.filter(({ measurement }) => measurement.benchmark === benchmark));
    const sizes = Map.groupBy(own, ({ measurement }) => renderSize(measurement.size));
    return [...sizes].map(([size, sameSize], at) => ({
      title: titleOfRow(sameSize, sizes.size > 1 ? size : ''),
      lines: [...sameSize.map(asLine), ...(at === 0 ? publishedLines(benchmark) : [])],
    }));
  });
}

function titleOfRow([first]: readonly Result[], size: string): string {
  return [first?.measurement.title ?? '', size].filter((part) => part !== '').join(', ');
}

/** Of measurements that differ in the number of workers alone, the one with most: the others are in the section on scaling. */
function withAllWorkers(results: readonly Result[]): Result[] {
  const alike = Map.groupBy(results, ({ from, measurement }) => `${from.letter}${kindButForWorkers(measurement)}`);
  return [...alike.values()].flatMap((some) => some.toSorted(byWorkers).slice(-1));
}

const byWorkers = (a: Result, b: Result) => a.measurement.workers - b.measurement.workers;

function asLine({ from, measurement, spread }: Result): DotLine {
  return {
    label: [from.letter, managerOf(measurement), placeOf(measurement)].filter((part) => part !== '').join(' '),
    series: from.name,
    dots: measurement.runs.flatMap((run) => (run.value === null ? [] : [{ value: run.value, state: stateOf(run) }])),
    spread,
    outcome: spread === undefined ? 'none counts' : renderFigure(spread.median, measurement.unit),
  };
}

function managerOf({ engine, workers }: Measurement): string {
  return managers[engine] === '' ? '' : `${managers[engine]}, ${count(workers, 'node')}`;
}

function publishedLines(benchmark: Measurement['benchmark']): DotLine[] {
  return publishedFigures
    .filter((one) => one.benchmark === benchmark)
    .map(({ hardware, value }) => ({
      label: hardware,
      series: publishedSeries,
      dots: [{ value, state: 'published' }],
      spread: undefined,
      outcome: renderFigure(value, 'MB/s'),
    }));
}
