import type { BenchRecord, NodeCondition } from '../../bench/record.ts';
import { throttledFromC } from '../../domain/throttling.ts';
import { paragraph, section, table } from '../blocks.ts';
import type { Block, Figure, Section } from '../document.ts';
import { markedRuns } from '../marked-runs.ts';
import { linePlot } from '../plots/line-plot.ts';
import type { Reported } from '../reported.ts';
import type { NamedRecord } from '../results.ts';
import { renderNumber, renderShare } from '../words.ts';

/** Temperature, clock, throttling and load beside the runs, and each run that does not count. */
export function conditionsSection({ records, results }: Reported): Section | undefined {
  if (results.every(({ measurement }) => measurement.runs.length === 0)) return undefined;
  const blocks = records.flatMap((named) => [...temperatureFigure(named), conditionsTable(named)]);
  const all = [paragraph(intro), ...blocks, ...markedRuns(results)];
  return section('conditions', 'Conditions: heat, power and other work', all);
}

const intro =
  'A Pi that is too hot or short of power lowers its clock, and other work takes its cores. Each run was watched for that. A run that was held back is shown as a triangle, and counts neither for a median nor for a spread. What a node does not tell, it has no sensor for.';

interface Moment {
  /** Since the benchmarks began. */
  readonly minutes: number;
  readonly condition: NodeCondition;
}

/** What the nodes were like in each run. Several measurements may share one run, and then its conditions. */
function momentsOf({ started, measurements }: BenchRecord): Moment[] {
  const runs = measurements.flatMap((measurement) => measurement.runs);
  const apart = new Map(runs.map((run) => [run.started, run]));
  return [...apart.values()].flatMap((run) => {
    const minutes = (Date.parse(run.started) - Date.parse(started)) / 60_000;
    return run.conditions.map((condition) => ({ minutes, condition }));
  });
}

function temperatureFigure({ record, letter, name }: NamedRecord): Figure[] {
  const points = momentsOf(record).flatMap(({ minutes, condition }) =>
    condition.temperatureC === null ? [] : [{ x: minutes, y: condition.temperatureC, series: condition.node }],
  );
  if (points.length === 0) return [];
  const ends = [0, Math.max(...points.map(({ x }) => x))];
  const limit = { name: 'a Pi is throttled from here', points: ends.map((x) => ({ x, y: throttledFromC })) };
  return [
    {
      kind: 'figure',
      id: letter === '' ? 'temperature' : `temperature-${letter.toLowerCase()}`,
      title: letter === '' ? 'Temperature' : `Temperature of ${letter}`,
      description: `Highest of ${name}: ${renderNumber(Math.max(...points.map(({ y }) => y)))} °C.`,
      plot: linePlot(points, [limit], { x: 'minutes since the start', y: 'highest in the run, °C' }),
      reading: [
        'Where a line comes near the dashed one, the node needs a heat sink or a fan before its figures can be compared with those of others.',
      ],
    },
  ];
}

function conditionsTable({ record, letter }: NamedRecord): Block {
  const byNode = Map.groupBy(
    momentsOf(record).map(({ condition }) => condition),
    ({ node }) => node,
  );
  const rows = [...byNode].map(([node, conditions]) => [
    node,
    extreme(
      conditions.flatMap(({ temperatureC }) => temperatureC ?? []),
      (value) => `${renderNumber(value)} °C`,
    ),
    clockOf(conditions),
    firmwareOf(conditions),
    renderNumber(Math.max(...conditions.map(({ load }) => load))),
    renderShare(Math.max(...conditions.map(({ busyBefore }) => busyBefore))),
  ]);
  const titles = ['Node', '>Hottest', '>Clock', 'Held back by', '>Highest load', '>Busiest before a run'];
  return table(letter === '' ? 'Nodes during the runs' : `Nodes of ${letter} during the runs`, titles, rows);
}

const untold = 'not told';

function extreme(values: readonly number[], render: (value: number) => string): string {
  return values.length === 0 ? untold : render(Math.max(...values));
}

function clockOf(conditions: readonly NodeCondition[]): string {
  const clocks = conditions.flatMap(({ clockMhz }) => clockMhz ?? []);
  if (clocks.length === 0) return untold;
  const lowest = Math.min(...clocks.map((one) => one.lowest));
  return `${renderNumber(lowest)} to ${renderNumber(Math.max(...clocks.map((one) => one.highest)))} MHz`;
}

function firmwareOf(conditions: readonly NodeCondition[]): string {
  if (conditions.every(({ throttled }) => throttled === null)) return untold;
  const causes = new Set(conditions.flatMap(({ throttled }) => throttled ?? []));
  return causes.size === 0 ? 'nothing' : [...causes].join(', ');
}
