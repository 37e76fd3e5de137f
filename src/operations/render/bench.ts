import { countedValues } from '../../bench/counted-values.ts';
import type { BenchRecord, Measurement } from '../../bench/record.ts';
import { scalingsOf } from '../../bench/scaling.ts';
import { spreadOf } from '../../bench/statistics.ts';
import { nameMeasurement, renderFigure, renderSpread } from './figures.ts';
import { renderTable } from './table.ts';

const heading = ['BENCHMARK', 'WHERE', 'MEDIAN (LOWEST TO HIGHEST)', 'RUNS THAT COUNT'];

/** The figures of a record, what did not count and why, and how Spark scales. */
export function renderRecord(record: BenchRecord): string {
  const rows = record.measurements.map((measurement) => [
    ...nameMeasurement(measurement),
    renderSpread(spreadOf(countedValues(measurement)), measurement.unit),
    `${countedValues(measurement).length} of ${measurement.runs.length}`,
  ]);
  return [
    renderTable([heading, ...rows]),
    ...renderScaling(record),
    ...listed('did not count', describeDoubts(record.measurements)),
    ...listed(
      'not run',
      record.skipped.map(({ benchmark, engine, why }) => `${benchmark} (${engine}): ${why}`),
    ),
    ...(record.cluster.nodes.some(({ virtual }) => virtual)
      ? ['', 'virtual Pis share one machine: these figures say nothing about boards']
      : []),
  ].join('\n');
}

/** What is not right, by benchmark; what disturbed, which is mostly the same for all, once and with how many runs. */
function describeDoubts(measurements: readonly Measurement[]): string[] {
  const wrong = measurements.flatMap((measurement) =>
    measurement.runs
      .filter(({ valid }) => !valid)
      .map(({ reasons }) => `${nameMeasurement(measurement).join(', ')}: ${reasons[0]}`),
  );
  const disturbances = measurements.flatMap(({ runs }) =>
    runs.filter(({ valid }) => valid).flatMap(({ reasons }) => reasons),
  );
  const alike = Map.groupBy(disturbances, (reason) => reason.replace(/\d+ %$/, ''));
  return [
    ...wrong,
    ...[...alike.values()].map((same) =>
      same.length === 1 ? `${same[0]}` : `${same[0]}, or alike (${same.length} runs)`,
    ),
  ];
}

function renderScaling({ measurements }: BenchRecord): string[] {
  const rows = scalingsOf(measurements).flatMap(({ measurement, steps }) =>
    steps.map(({ workers, speedUp, efficiency }) => [
      `${measurement.title} (${measurement.engine})`,
      String(workers),
      renderFigure(speedUp),
      `${Math.round(efficiency * 100)} %`,
    ]),
  );
  return rows.length === 0 ? [] : ['', renderTable([['SCALING', 'WORKERS', 'SPEED-UP', 'EFFICIENCY'], ...rows])];
}

function listed(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', `${title}:`, ...lines.map((line) => `  ${line}`)];
}
