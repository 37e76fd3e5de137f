import { describe, expect, it } from 'vitest';
import type { BenchRecord } from '../../src/bench/record.ts';
import { plainText } from '../../src/report/blocks.ts';
import type { Block, Figure, Section } from '../../src/report/document.ts';
import { makeReport } from '../../src/report/make-report.ts';
import { inventCondition, inventMeasurement, inventRecord, inventRun } from '../support/invented-record.ts';

const steady = [10, 10.5, 11, 11.5, 12];

describe('a report', () => {
  it('says of virtual Pis, before any figure, that they share one machine', () => {
    expect(wordsOf(sectionsOf([inventRecord()])[0])).toContain('virtual Pis: all of them share one machine');
    expect(wordsOfAll([inventRecord({ virtual: false })])).not.toContain('share one machine');
  });

  it('says which of several clusters is virtual', () => {
    const records = [inventRecord({ cluster: 'lab' }), inventRecord({ cluster: 'desk', virtual: false })];
    expect(wordsOf(sectionsOf(records)[0])).toContain('This is so for A.');
  });

  it('shows runs that were disturbed or wrong, and takes the median without them', () => {
    const disturbed = inventRun({ value: 90, disturbed: true, reasons: ['red01: throttled now'] });
    const wrong = inventRun({ value: 1, valid: false, reasons: ['not sorted'] });
    const terasort = inventMeasurement('terasort', steady);
    const record = inventRecord({ measurements: [{ ...terasort, runs: [...terasort.runs, disturbed, wrong] }] });
    const figure = figureOf([record], 'mapreduce');
    expect(figure.description).toBe('Medians. TeraSort: 11 s.');
    expect(dotsOf(figure).map(({ value, state }) => `${value} ${state}`)).toEqual([
      ...steady.map((value) => `${value} counts`),
      '90 disturbed',
      '1 not valid',
    ]);
    const conditions = wordsOf(sectionsOf([record]).find(({ id }) => id === 'conditions'));
    expect(conditions).toContain('red01: throttled now. TeraSort, MapReduce, 2 workers: run 6 (90 s)');
    expect(conditions).toContain('not sorted. TeraSort, MapReduce, 2 workers: run 7 (1 s)');
  });

  it('has no median where no run counts', () => {
    const hot = inventMeasurement('pi', [], { runs: [inventRun({ disturbed: true })] });
    const records = [inventRecord({ measurements: [hot] })];
    expect(figureOf(records, 'spark').description).toContain('none counts');
    expect(wordsOf(sectionsOf(records)[0])).toContain('No run counts, so there is no median.');
  });

  it('sets two clusters beside each other, each with its own median', () => {
    const records = [
      inventRecord({ cluster: 'red', measurements: [inventMeasurement('teragen', steady)] }),
      inventRecord({ cluster: 'blue', measurements: [inventMeasurement('teragen', [40, 41, 42, 43, 44])] }),
    ];
    expect(figureOf(records, 'mapreduce').description).toBe('Medians. TeraGen, A: 11 s; TeraGen, B: 42 s.');
    expect(makeReport(records).title).toBe('Benchmarks of the clusters red and blue');
    expect(wordsOfAll(records)).toContain('+282 % 0.00794 B is worse');
  });

  it('says what else differs between two records, and that virtual Pis are not comparable with boards', () => {
    const measurements = [inventMeasurement('teragen', steady)];
    const records = [inventRecord({ measurements }), inventRecord({ virtual: false, measurements })];
    const comparison = wordsOf(sectionsOf(records).find(({ id }) => id === 'comparison'));
    expect(comparison).toContain('board virtual Raspberry Pi 5 Model B Rev 1.0');
    expect(comparison).toContain('A and B are not comparable. A is of virtual Pis');
    expect(comparison).toMatch(/TeraGen.* not comparable$/m);
  });

  it('shows what is set on the nodes, once where all have the same', () => {
    expect(wordsOf(sectionsOf([inventRecord()]).find(({ id }) => id === 'setting'))).toContain(
      'spark executor.memory-mb 2048\nhadoop hdfs.replication 2',
    );
  });

  it('keeps inputs of different size in rows of their own', () => {
    const measurements = [64, 128].map((size) =>
      inventMeasurement('sort', [size], { size: { bytes: size * 2 ** 20 } }),
    );
    expect(figureOf([inventRecord({ measurements })], 'spark').description).toBe(
      'Medians. Sort, 64 MiB, standalone, 2 nodes: 64 s; Sort, 128 MiB, standalone, 2 nodes: 128 s.',
    );
  });

  it('shows the largest number of workers among the runs, and all of them in the section on scaling', () => {
    const measurements = [1, 2, 4].map((workers) => inventMeasurement('pi', [80 / workers], { workers }));
    const records = [inventRecord({ measurements })];
    expect(figureOf(records, 'spark').description).toBe('Medians. Pi, standalone, 4 nodes: 20 s.');
    expect(figureOf(records, 'speed-up').description).toContain('1 with 1, 2 with 2, 4 with 4');
    expect(figureOf(records, 'efficiency').description).toContain('100 % with 4');
  });

  it('draws no figure where no run came to one, and says so', () => {
    const failed = inventRun({ value: null, valid: false, reasons: ['red: out of memory'] });
    const records = [inventRecord({ measurements: [inventMeasurement('disk-read', [], { runs: [failed] })] })];
    expect(figuresIn(records)).toEqual([]);
    expect(wordsOfAll(records)).toContain('No run of Disk, read came to a figure');
    expect(wordsOfAll(records)).toContain('red: out of memory. Disk, read, 2 workers: run 1 (no figure)');
  });

  it('gathers runs that were marked for one reason', () => {
    const busy = [40, 41].map((share) =>
      inventRun({ disturbed: true, reasons: [`red was busy before it began: ${share} %`] }),
    );
    const records = [inventRecord({ measurements: [inventMeasurement('pi', [], { runs: busy })] })];
    expect(wordsOfAll(records)).toContain(
      'red was busy before it began. Pi, Spark standalone, 2 workers: run 1 (10 s), run 2 (10 s)',
    );
  });

  it.each([
    [[80, 40], 'Pi, Spark standalone gains most from more workers: 2 times as fast with 2.'],
    [[40, 80], 'No benchmark gains from more workers.'],
  ])('says in short what more workers bring where one and two take %j seconds', (seconds, words) => {
    const measurements = seconds.map((value, at) => inventMeasurement('pi', [value], { workers: at + 1 }));
    expect(wordsOf(sectionsOf([inventRecord({ measurements })])[0])).toContain(words);
  });

  it('has no section on scaling where one number of workers was tried', () => {
    const record = inventRecord({ measurements: [inventMeasurement('pi', steady)] });
    expect(sectionsOf([record]).map(({ id }) => id)).not.toContain('scaling');
  });

  it('draws the temperature of nodes that tell it', () => {
    const warm = inventRun({ conditions: [inventCondition({ temperatureC: 71.5 })] });
    const records = [inventRecord({ measurements: [inventMeasurement('pi', [], { runs: [warm] })] })];
    expect(figureOf(records, 'temperature').description).toContain('71.5 °C');
  });

  it('says what the firmware had noted before, because it would not note it again', () => {
    const before = inventCondition({ throttled: [], throttledBefore: ['under-voltage since boot'] });
    const runs = [inventRun({ conditions: [before] })];
    const limits = wordsOf(
      sectionsOf([inventRecord({ measurements: [inventMeasurement('pi', [], { runs })] })]).find(
        ({ id }) => id === 'limits',
      ),
    );
    expect(limits).toContain(
      'The firmware of red01 had noted before a run: under-voltage since boot. Had it happened again',
    );
  });

  it('says what was not run, and why', () => {
    const skipped = [{ benchmark: 'terasort', engine: 'mapreduce', why: 'the disk is too small' }] as const;
    expect(wordsOfAll([{ ...inventRecord(), skipped: [...skipped] }])).toContain('the disk is too small');
  });

  it('says of a record without any measurement that it holds none', () => {
    expect(wordsOf(sectionsOf([inventRecord()])[0])).toContain('holds no measurement. It ended before the first');
  });

  it('says of a record that was interrupted that it is not complete', () => {
    const measurements = [inventMeasurement('pi', steady)];
    const words = (complete: boolean) => wordsOf(sectionsOf([{ ...inventRecord({ measurements }), complete }])[0]);
    expect(words(false)).toContain('is not complete. The measurement was interrupted');
    expect(words(true)).not.toContain('not complete');
  });

  it('tells what the size of the input and the number of runs leave open', () => {
    const words = wordsOfAll([inventRecord()]);
    expect(words).toContain('64 MiB fit into the memory of the nodes');
    expect(words).toContain('With 3 runs of each, a median is rough');
  });

  it('gives each figure an id of its own', () => {
    const measurements = [1, 2].map((workers) => inventMeasurement('pi', steady, { workers }));
    const records = ['red', 'blue'].map((cluster) => inventRecord({ cluster, measurements }));
    const ids = figuresIn(records).map(({ id }) => id);
    expect(ids).toEqual(['spark', 'speed-up-a', 'efficiency-a', 'speed-up-b', 'efficiency-b']);
  });

  it('refuses the same record twice, and more than can be told apart', () => {
    const twice = [inventRecord(), inventRecord()];
    expect(() => makeReport(twice)).toThrow(expect.objectContaining({ code: 'USAGE', hint: 'name each record once' }));
    const six = [1, 2, 3, 4, 5, 6].map((cluster) => inventRecord({ cluster: `red${cluster}` }));
    expect(() => makeReport(six)).toThrow('6 records are too many for one report');
  });
});

function sectionsOf(records: readonly BenchRecord[]): readonly Section[] {
  return makeReport(records).sections;
}

function figuresIn(records: readonly BenchRecord[]): Figure[] {
  return sectionsOf(records).flatMap(({ blocks }) => blocks.filter((block) => block.kind === 'figure'));
}

function figureOf(records: readonly BenchRecord[], wanted: string): Figure {
  const figure = figuresIn(records).find(({ id }) => id === wanted);
  if (figure === undefined) throw new Error(`there is no figure ${wanted}`);
  return figure;
}

/** The values that a plot draws as dots. */
function dotsOf({ plot }: Figure): { readonly value: number; readonly state: string }[] {
  const drawn = JSON.parse(JSON.stringify(plot)) as { layer: { data: { values: object[] } }[] };
  const values = drawn.layer.flatMap(({ data }) => data.values) as { value: number; state: string }[];
  return values.filter(({ state }) => state !== undefined);
}

function wordsOfAll(records: readonly BenchRecord[]): string {
  return sectionsOf(records).map(wordsOf).join('\n');
}

function wordsOf(section: Section | undefined): string {
  return (section?.blocks ?? []).map(wordsIn).join('\n');
}

function wordsIn(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
    case 'notice':
      return plainText(block.text);
    case 'list':
      return block.items.map(plainText).join('\n');
    case 'table':
      return block.rows.map((row) => row.map(plainText).join(' ')).join('\n');
    case 'figure':
      return plainText(block.reading);
  }
}
