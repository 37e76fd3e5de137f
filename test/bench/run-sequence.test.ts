import { describe, expect, it } from 'vitest';
import { runSequence } from '../../src/bench/run-sequence.ts';
import type { Outcome, Step } from '../../src/bench/step.ts';
import { BrambleError } from '../../src/errors.ts';

const head = { engine: 'mapreduce', workers: 2, size: { rows: 10 }, input: 'hdfs' } as const;

/** Steps that give these outcomes, one after the other, for as long as there are any. */
function stepOf(
  benchmark: 'teragen' | 'terasort' | 'teravalidate',
  ...outcomes: (Outcome | Error)[]
): Step & { asked: number } {
  const step = {
    heads: [{ benchmark, ...head }],
    asked: 0,
    run: async () => {
      const outcome = outcomes[Math.min(step.asked, outcomes.length - 1)] ?? good(0);
      step.asked += 1;
      if (outcome instanceof Error) throw outcome;
      return [outcome];
    },
  };
  return step;
}

const good = (value: number): Outcome => ({ value, valid: true });
const wrong: Outcome = { value: 9, valid: false, reason: 'two rows are out of order' };

interface Wish {
  readonly runs?: number;
  readonly warmUps?: number;
  /** Others at each look: two for each run, one before it and one after it. */
  readonly strangers?: (look: number) => readonly string[];
}

async function measure(steps: readonly Step[], { runs = 2, warmUps = 0, strangers = () => [] }: Wish = {}) {
  let asked = 0;
  const watch = { hosts: [], settleMs: 0, signal: new AbortController().signal };
  const findStrangers = async () => strangers(asked++);
  return await runSequence(steps, { runs, warmUps, watch, findStrangers, report: () => {} });
}

describe('a sequence of steps', () => {
  it('is repeated as often as told, and what warms up is not kept', async () => {
    const step = stepOf('teragen', good(9), good(4), good(5));
    const [measured] = await measure([step], { runs: 2, warmUps: 1 });
    expect(measured?.runs.map(({ value }) => value)).toEqual([4, 5]);
    expect(measured).toMatchObject({
      benchmark: 'teragen',
      title: 'TeraGen',
      unit: 's',
      better: 'smaller',
      warmUps: 1,
    });
  });

  it('holds a step wrong whose work does not stand the check of a later one, in that repetition only', async () => {
    const [sort, validate] = await measure([
      stepOf('terasort', good(5), good(6)),
      stepOf('teravalidate', wrong, good(2)),
    ]);
    expect(sort?.runs.map(({ valid }) => valid)).toEqual([false, true]);
    expect(sort?.runs[0]?.reasons).toEqual(['what it made did not stand the check: two rows are out of order']);
    expect(validate?.runs.map(({ valid }) => valid)).toEqual([false, true]);
  });

  it('does not count what was not checked where the step that would have checked it failed, and does not call it wrong', async () => {
    const late = new BrambleError('HOST_TIMEOUT', 'TeraValidate did not end within 3600 s');
    const sort = { ...stepOf('terasort', good(5)), isCheckedLater: true } as const;
    const [unchecked] = await measure([sort, stepOf('teravalidate', late)]);
    expect(unchecked?.runs[0]).toMatchObject({
      value: 5,
      valid: false,
      reasons: ['what it made was not checked: TeraValidate did not end within 3600 s'],
    });
    const [checkedItself] = await measure([stepOf('terasort', good(5)), stepOf('teravalidate', late)]);
    expect(checkedItself?.runs[0]).toMatchObject({ valid: true, reasons: [] });
  });

  it('ends with the first failure, and tries nothing that needs what was not made', async () => {
    const full = new BrambleError('ACTION_FAILED', '`hadoop jar` ended with 1', {
      host: 'red',
      evidence: 'No space left',
    });
    const [generate, sort] = [stepOf('teragen', good(3), full), stepOf('terasort', good(5))];
    const [made, sorted] = await measure([generate, sort], { runs: 4 });
    expect(made?.runs.map(({ value, valid, reasons }) => ({ value, valid, reasons }))).toEqual([
      { value: 3, valid: true, reasons: [] },
      { value: null, valid: false, reasons: ['red: `hadoop jar` ended with 1: No space left'] },
    ]);
    expect(sorted?.runs).toHaveLength(1);
    expect(sort.asked).toBe(1);
  });

  it('stops at once when it is interrupted', async () => {
    const interrupted = new BrambleError('INTERRUPTED', 'interrupted');
    await expect(measure([stepOf('teragen', interrupted)])).rejects.toBe(interrupted);
  });

  it('passes on what is a bug', async () => {
    await expect(measure([stepOf('teragen', new TypeError('x is undefined'))])).rejects.toThrow(TypeError);
  });
});

describe('a disturbed run', () => {
  const disturb =
    (...which: number[]) =>
    (look: number) =>
      which.includes(look) ? ['word count (app-1)'] : [];

  it.each([
    ['before it', [2]],
    ['after it', [3]],
    ['both', [2, 3]],
  ])('is marked where another application is there %s, kept, and made up for', async (_, looks) => {
    const [measured] = await measure([stepOf('teragen', good(4))], { runs: 4, strangers: disturb(...looks) });
    expect(measured?.runs.map(({ disturbed }) => disturbed)).toEqual([false, true, false, false, false]);
    expect(measured?.runs[1]?.reasons).toEqual(['another application ran: word count (app-1)']);
  });

  it('is made up for half as often as runs were wanted, and no more', async () => {
    const always = { runs: 4, strangers: () => ['other (app-2)'] };
    const [measured] = await measure([stepOf('teragen', good(4))], always);
    expect(measured?.runs).toHaveLength(6);
  });

  it('is not repeated for being wrong: that is no chance', async () => {
    const [measured] = await measure([stepOf('teravalidate', wrong)], { runs: 4 });
    expect(measured?.runs).toHaveLength(4);
  });
});
