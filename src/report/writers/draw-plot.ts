import { parse, View, type Config as VegaConfig } from 'vega';
import { type Config, compile } from 'vega-lite';
import type { Plot } from '../document.ts';
import type { Look } from './look.ts';

/** Draws a plot as SVG, `widthPx` wide in all. Needs no browser. */
export async function drawPlot(plot: Plot, look: Look, widthPx: number): Promise<string> {
  const sized: Plot = { ...plot, width: widthPx, autosize: { type: 'fit-x', contains: 'padding' } };
  const { spec } = compile(sized, { config: configFor(look) });
  const view = await new View(parse(spec, stackedLegends), { renderer: 'none' }).runAsync();
  await view.resize().runAsync(); // only now it is known how wide the plot itself is, and so how many rows a legend takes
  return await view.toSVG();
}

// Each takes as many columns as there is room for: side by side, two would take it twice.
const stackedLegends = {
  legend: { layout: { top: { anchor: 'start', frame: 'bounds', direction: 'vertical', margin: 4 } } },
} as const satisfies VegaConfig;

function configFor({ ink, faint, paper, series, font }: Look): Config {
  const words = {
    labelColor: ink,
    titleColor: ink,
    labelFontSize: 12,
    titleFontSize: 12,
    titleFontWeight: 'normal',
    labelLimit: 0,
  } as const;
  return {
    aria: false,
    background: paper,
    padding: paper === 'transparent' ? 0 : 8,
    font,
    view: { stroke: null },
    axis: { ...words, gridColor: faint, domainColor: faint, tickColor: faint, titlePadding: 8 },
    legend: {
      ...words,
      symbolBaseFillColor: ink,
      orient: 'top',
      direction: 'horizontal',
      title: null,
      symbolSize: 70,
      offset: 10,
    },
    range: { category: [...series] },
    bar: { discreteBandSize: 9 },
    style: {
      'row-title': { color: ink, fontSize: 12, fontWeight: 'bold', align: 'left', dy: 3 },
      track: { color: faint, size: 1 },
      'middle-half': { opacity: 0.3 },
      run: { filled: true, size: 50, opacity: 0.85 },
      median: { color: ink, size: 17, thickness: 2.5 },
      guide: { color: ink, strokeDash: [5, 4], strokeWidth: 1.2 },
      'guide-name': { color: ink, fontSize: 12, align: 'right', baseline: 'bottom', dx: -14, dy: -3 },
      course: { strokeWidth: 2 },
    },
  };
}
