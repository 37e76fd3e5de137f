import { describe, expect, it } from 'vitest';
import type { BenchmarkName } from '../../src/bench/benchmarks.ts';
import { type Measured, measureSuites } from '../../src/bench/measure-suites.ts';
import type { Outcome, Step } from '../../src/bench/step.ts';
import type { Suite } from '../../src/bench/suites.ts';
import { BrambleError } from '../../src/errors.ts';
import { inventBench } from '../support/invented-bench.ts';

const stepOf = (benchmark: BenchmarkName, run: () => Promise<Outcome>): Step => ({
  heads: [{ benchmark, engine: 'ground', workers: 1, size: {}, input: 'none' }],
  run: async () => [await run()],
});
const good = (benchmark: BenchmarkName) => stepOf(benchmark, async () => ({ value: 1, valid: true }));
const suiteOf = (...steps: Step[]): Suite => ({
  engine: 'ground',
  open: async () => ({ sequences: steps.map((step) => [step]), end: async () => {} }),
});

async function measure(suites: readonly Suite[], signal = new AbortController().signal) {
  const seen: string[][] = [];
  const onMeasured = async ({ measurements }: Measured) => {
    seen.push(measurements.map(({ benchmark }) => benchmark));
  };
  const measuring = { settings: { runs: 1, warmUps: 0 }, only: [], settleMs: 0, onMeasured };
  const measured = await measureSuites({ suites, skipped: [] }, inventBench({}, { signal }), measuring).catch(
    (error: unknown) => error,
  );
  return { seen, measured };
}

describe('what was measured', () => {
  it('is told as it grows', async () => {
    const { seen } = await measure([suiteOf(good('pi'), good('sort')), suiteOf(good('teragen'))]);
    expect(seen).toEqual([['pi'], ['pi', 'sort'], ['pi', 'sort', 'teragen']]);
  });

  it('was told before an interruption, which ends the rest', async () => {
    const stop = new AbortController();
    const interrupted = new BrambleError('INTERRUPTED', 'interrupted');
    const stopping = stepOf('sort', async () => {
      stop.abort();
      throw interrupted;
    });
    const { seen, measured } = await measure([suiteOf(good('pi'), stopping), suiteOf(good('teragen'))], stop.signal);
    expect({ seen, measured }).toEqual({ seen: [['pi']], measured: interrupted });
  });
});

describe('a suite that does not come up', () => {
  it('is left out with the reason, and the others are measured', async () => {
    const failing: Suite = {
      engine: 'hdfs',
      open: () => Promise.reject(new BrambleError('ACTION_FAILED', 'the NameNode is away')),
    };
    const { measured } = await measure([failing, suiteOf(good('memory-copy'))]);
    expect(measured).toMatchObject({
      measurements: [{ benchmark: 'memory-copy' }],
      skipped: expect.arrayContaining([{ benchmark: 'nn-open', engine: 'hdfs', why: 'the NameNode is away' }]),
    });
  });
});
