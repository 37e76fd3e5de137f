import { describe, expect, it } from 'vitest';
import type { Plot } from '../../src/report/document.ts';
import { dotPlot } from '../../src/report/plots/dot-plot.ts';
import type { DotRow, DotState } from '../../src/report/plots/dot-rows.ts';
import { linePlot } from '../../src/report/plots/line-plot.ts';
import { drawPlot } from '../../src/report/writers/draw-plot.ts';
import { paperLook } from '../../src/report/writers/look.ts';
import { textsIn } from '../support/svg-texts.ts';

const [wide, narrow] = [700, 390];
/** How much of a text lies to the left of where it is anchored, and to the right. */
const sides = { start: [0, 1], middle: [0.5, 0.5], end: [1, 0] } as const;
const wordsIn = async (plot: Plot, width = wide) => textsIn(await drawPlot(plot, paperLook, width));

describe('a plot of lines', () => {
  it('writes temperatures as people read them', async () => {
    const points = [52, 61, 74].map((y, x) => ({ x, y, series: 'red' }));
    const texts = (await wordsIn(linePlot(points, [], { x: 'minutes', y: '°C' }))).map(({ text }) => text);
    expect(texts).toEqual(expect.arrayContaining(['0', '20', '40', '60']));
    expect(texts.join(' ')).not.toContain('e+');
  });

  it.each([2, 3, 4, 5, 8])('has a mark and a line of the grid for each of %i workers', async (most) => {
    const workers = Array.from({ length: most }, (_, at) => at + 1);
    const points = workers.map((x) => ({ x, y: 0.1 * x, series: 'Sort' }));
    const plot = linePlot(points, [], { x: 'workers', y: 'efficiency', marksAtX: workers, format: '.0%' });
    const svg = await drawPlot(plot, paperLook, narrow);
    const texts = textsIn(svg).map(({ text }) => text);
    expect(texts.filter((text) => /^\d+$/.test(text))).toEqual(workers.map(String));
    const [grid = ''] = /role-axis-grid[\s\S]*?<\/g>/.exec(svg) ?? [];
    expect(grid.match(/<line /g)).toHaveLength(most);
  });
});

describe('a plot of dots', () => {
  const states: DotState[] = ['counts', 'disturbed', 'not valid', 'published'];
  const line = (label: string, series: string, of: readonly DotState[]) => ({
    label,
    series,
    dots: of.map((state, at) => ({ value: 100 + at, state })),
    spread: undefined,
    outcome: '101 MB/s',
  });
  const rows: DotRow[] = [
    {
      title: 'Network, stream',
      lines: [
        line('A red01 to red02', 'A: red, 2026-01-02 10:00 UTC', states.slice(0, 3)),
        line('Pi 4, 1 Gbit/s', 'real Pis, published elsewhere', ['published']),
      ],
    },
  ];

  it.each([wide, narrow])('of every state has all of its words within a drawing of %i pixels', async (width) => {
    const texts = await wordsIn(dotPlot(rows, 'MB/s; more is better'), width);
    expect(texts.map(({ text }) => text)).toEqual(expect.arrayContaining([...states]));
    const perLetter = 6; // of a font of 12 pixels, rather more than less
    for (const { text, x, y, anchor } of texts) {
      const [left, right] = sides[anchor];
      expect(x - left * perLetter * text.length, text).toBeGreaterThanOrEqual(0);
      expect(x + right * perLetter * text.length, text).toBeLessThanOrEqual(width);
      expect(y, text).toBeGreaterThan(0);
    }
  });
});
