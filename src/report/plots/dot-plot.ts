import type { Plot } from '../document.ts';
import { type DotRow, dotShapes, isLogarithmic } from './dot-rows.ts';
import { legendOf } from './legend.ts';
import { placeRows } from './place-rows.ts';

const linePx = 21;

/** A line of dots for each measurement, under its title: a dot is a run, the tick the median, the bar the middle half. */
export function dotPlot(rows: readonly DotRow[], axisTitle: string): Plot {
  const { titles, lines, domain } = placeRows(rows);
  const dots = lines.flatMap(({ place, series, dots }) => dots.map((dot) => ({ place, series, ...dot })));
  const places = { domain: [...domain] };
  const y = { field: 'place', type: 'nominal', scale: places } as const;
  const scale = { type: isLogarithmic(rows) ? 'log' : 'linear' } as const;
  const x = { type: 'quantitative', title: axisTitle, scale } as const;
  const named = legendOf(lines.map(({ series }) => series));
  const color = { field: 'series', type: 'nominal', sort: null, ...named } as const;
  const shape = { field: 'state', type: 'nominal', ...shapesOf(dots.map(({ state }) => state)) } as const;
  const plain = { y: { ...y, axis: null } } as const;
  return {
    height: linePx * domain.length,
    resolve: { axis: { y: 'independent' } },
    layer: [
      layer(titles, 'row-title', { ...plain, x: { value: 0 }, text: { field: 'title' } }),
      layer(lines, 'track', { y: { ...y, axis: partOfPlace('left', 1) } }),
      layer(lines, 'middle-half', {
        y: { ...y, axis: partOfPlace('right', 2) },
        x: { ...x, field: 'spread.lowerQuartile' },
        x2: { field: 'spread.upperQuartile' },
        color,
      }),
      layer(dots, 'run', { ...plain, x: { ...x, field: 'value' }, color, shape }),
      layer(lines, 'median', { ...plain, x: { ...x, field: 'spread.median' } }),
    ],
  };
}

type Layer = Extract<Plot['layer'][number], { mark: unknown }>;

/** The marks, by the styles to which a writer gives their look. */
const marks = { 'row-title': 'text', track: 'rule', 'middle-half': 'bar', run: 'point', median: 'tick' } as const;

function layer(values: readonly object[], style: keyof typeof marks, encoding: NonNullable<Layer['encoding']>): Layer {
  return { data: { values: [...values] }, mark: { type: marks[style], style }, encoding };
}

/** An axis of words: what stands in the name of a place between its bars. */
function partOfPlace(orient: 'left' | 'right', part: 1 | 2) {
  const labelExpr = `split(datum.value, '|')[${part}]`;
  return { orient, labelExpr, title: null, domain: false, ticks: false, grid: false, labelPadding: 8 } as const;
}

function shapesOf(states: readonly (keyof typeof dotShapes)[]) {
  const domain = Object.keys(dotShapes).filter((name) => states.some((state) => state === name));
  const range = domain.map((name) => dotShapes[name as keyof typeof dotShapes]); // they are its keys
  return { scale: { domain, range }, ...legendOf(['counts', ...states.filter((state) => state !== 'published')]) };
}
