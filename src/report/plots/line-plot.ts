import type { Plot } from '../document.ts';
import { legendOf } from './legend.ts';

export interface LinePoint {
  readonly x: number;
  readonly y: number;
  readonly series: string;
}

/** A line that is no measurement, with its name at its end: what would be ideal, where a limit lies. */
export interface Guide {
  readonly name: string;
  readonly points: readonly Pick<LinePoint, 'x' | 'y'>[];
}

export interface LineAxes {
  readonly x: string;
  readonly y: string;
  /** Where the horizontal axis has a mark; everywhere that is round unless given. */
  readonly marksAtX?: readonly number[];
  /** How numbers beside the vertical axis are written, in d3's words. */
  readonly format?: string;
}

const heightPx = 260;

/** A line for each series through its points, and the guides behind them. */
export function linePlot(points: readonly LinePoint[], guides: readonly Guide[], axes: LineAxes): Plot {
  const marks = axes.marksAtX === undefined ? {} : marksAt(axes.marksAtX);
  const x = {
    field: 'x',
    type: 'quantitative',
    title: axes.x,
    axis: marks,
    scale: { zero: false, nice: false },
  } as const;
  const y = { field: 'y', type: 'quantitative', title: axes.y, axis: formatOf(axes) } as const;
  const series = {
    field: 'series',
    type: 'nominal',
    sort: null,
    ...legendOf(points.map((point) => point.series)),
  } as const;
  const behind = guides.flatMap(({ name, points }) => points.map((point) => ({ ...point, name })));
  const ends = guides.flatMap(({ name, points }) => points.slice(-1).map((point) => ({ ...point, name })));
  return {
    height: heightPx,
    layer: [
      {
        data: { values: behind },
        mark: { type: 'line', style: 'guide' },
        encoding: { x, y, detail: { field: 'name' } },
      },
      {
        data: { values: ends },
        mark: { type: 'text', style: 'guide-name' },
        encoding: { x, y, text: { field: 'name' } },
      },
      { data: { values: [...points] }, mark: { type: 'line', style: 'course' }, encoding: { x, y, color: series } },
      {
        data: { values: [...points] },
        mark: { type: 'point', style: 'run' },
        encoding: { x, y, color: series, shape: series },
      },
    ],
  };
}

/** As `d`, which says the same, Vega would leave out the middle one of three. */
const whole = '.0f';

function marksAt(places: readonly number[]) {
  return { values: [...places], format: whole, labelOverlap: 'greedy' } as const;
}

/** Without one, Vega writes numbers as they are needed to tell the marks apart. */
function formatOf({ format }: LineAxes) {
  return format === undefined ? {} : { format };
}
