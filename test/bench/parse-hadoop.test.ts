import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  counterIn,
  judgeSorted,
  missedStart,
  parseDfsio,
  parseMrbench,
  parseNnbench,
} from '../../src/bench/parse-hadoop.ts';

const captured = (name: string) => readFileSync(new URL(`../fixtures/bench/${name}.txt`, import.meta.url), 'utf8');

describe('TestDFSIO', () => {
  const output = captured('dfsio-read');

  it('is read in megabytes of 10⁶ bytes, though it counts in 2²⁰', () => {
    expect(parseDfsio(output, { files: 2, megabytes: 2 })).toEqual({
      value: expect.closeTo(51.15, 2),
      valid: true,
      details: {
        averageMbps: expect.closeTo(52.69, 2),
        deviationMbps: expect.closeTo(9, 2),
        totalSeconds: 29.6,
      },
    });
  });

  it('is not valid where it processed less than it was told to', () => {
    expect(parseDfsio(output, { files: 4, megabytes: 4 })).toMatchObject({
      valid: false,
      reason: expect.stringMatching(/2 files/),
    });
  });

  it('came to nothing where it printed no figure', () => {
    expect(parseDfsio('Killed', { files: 2, megabytes: 2 })).toMatchObject({ value: null, valid: false });
  });
});

describe('NNBench', () => {
  it('tells files in a second, whichever operation it was and however many it counts for a file', () => {
    const perSecond = (ms: number) => ({ value: expect.closeTo((20 * 1000) / ms, 9), valid: true });
    expect(parseNnbench(captured('nnbench-create'), 20)).toEqual(perSecond(852));
    expect(parseNnbench(captured('nnbench-open'), 20)).toEqual(perSecond(35));
  });

  it('came to nothing where it printed no time', () => {
    expect(parseNnbench('Killed', 20)).toMatchObject({ value: null, valid: false });
  });

  it('is not valid where files failed, though it ends well and prints a rate', () => {
    expect(parseNnbench(captured('nnbench-failed'), 20)).toEqual({
      value: 0,
      valid: false,
      reason: '0 of 20 files, 1000 exceptions',
    });
  });

  it('tells when its map task came too late', () => {
    const output = captured('nnbench-create');
    expect(missedStart(output)).toBe(false);
    const late = output.replace('missed the barrier: 0', 'missed the barrier: 1');
    expect(missedStart(late)).toBe(true);
    expect(parseNnbench(late, 20).valid).toBe(false);
  });
});

describe('MRBench', () => {
  it('is read in seconds, and every line has to come through', () => {
    expect(parseMrbench(captured('mrbench'), 10)).toEqual({ value: 34.941, valid: true });
    expect(parseMrbench(captured('mrbench'), 11)).toMatchObject({ valid: false, reason: '10 of 11 lines' });
    expect(parseMrbench('', 10)).toMatchObject({ value: null });
  });
});

describe('TeraSort', () => {
  const validated = captured('teravalidate');
  const generated = counterIn(captured('teragen'), 'CHECKSUM');
  const made = { generated, rows: 10_000 };
  const report = 'checksum\t139abefd74b2\n';

  it('is right where TeraValidate finds the rows in order, all of them, and of the sum that TeraGen counted', () => {
    expect(generated).toBe('21555350172850');
    expect(judgeSorted(validated, report, made)).toBeUndefined();
  });

  it('is no time where two rows are out of order', () => {
    const misordered = 'error\tmisorder in part-r-00000 between 0a and 09\n';
    expect(judgeSorted(validated, misordered, made)).toMatch(/^TeraValidate: error/);
    expect(judgeSorted(validated, `${report}${misordered}`, made)).toMatch(/^TeraValidate/);
  });

  it('is no time where a row is missing, or another one is there', () => {
    expect(judgeSorted(validated, report, { ...made, rows: 10_001 })).toBe('10000 of 10001 rows');
    expect(judgeSorted(validated, 'checksum\t139abefd74b3\n', made)).toMatch(/not those that were made/);
    expect(judgeSorted(validated, report, { ...made, generated: undefined })).toMatch(/not those that were made/);
  });

  it('compares the low eight bytes, of which TeraGen’s may be below zero', () => {
    const sums = { generated: '-2', rows: 10_000 };
    expect(judgeSorted(validated, 'checksum\t7fffffffffffffffe\n', sums)).toBeUndefined();
  });
});
