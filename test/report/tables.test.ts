import { describe, expect, it } from 'vitest';
import { benchmarkNames, benchmarks } from '../../src/bench/benchmarks.ts';
import { chapters } from '../../src/report/figures.ts';
import { clusterFigures, furtherReading, publishedFigures, sources } from '../../src/report/published.ts';

const figures = chapters.flatMap((chapter) => chapter.figures);

describe('the table of figures', () => {
  it('has a place for every benchmark, and only one', () => {
    expect(figures.flatMap((figure) => figure.benchmarks).toSorted()).toEqual(benchmarkNames.toSorted());
  });

  it.each(figures)('has one unit and one direction on the axis of $id', ({ benchmarks: names }) => {
    expect(new Set(names.map((name) => `${benchmarks[name].unit} ${benchmarks[name].better}`)).size).toBe(1);
  });
});

describe('the table of published figures', () => {
  it('cites nothing but figures in MB/s, which is what they are set beside', () => {
    expect(new Set(publishedFigures.map(({ benchmark }) => benchmarks[benchmark].unit))).toEqual(new Set(['MB/s']));
  });

  it('names for every figure a source that can be looked up, and no source for nothing', () => {
    expect(new Set(publishedFigures.map(({ source }) => source))).toEqual(new Set(Object.keys(sources)));
    const cited = [...Object.values(sources), ...clusterFigures.map(({ source }) => source), ...furtherReading];
    for (const { url } of cited) expect(new URL(url).protocol).toBe('https:');
  });
});
