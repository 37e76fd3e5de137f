import { describe, expect, it } from 'vitest';
import { compareRecords } from '../../src/bench/compare-records.ts';
import type { BenchRecord } from '../../src/bench/record.ts';
import { scalingsOf } from '../../src/bench/scaling.ts';
import { renderComparison } from '../../src/operations/render/compare-records.ts';
import { inventMeasurement, inventRecord, inventRun } from '../support/invented-record.ts';

const recordOf = (...measurements: ReturnType<typeof inventMeasurement>[]) => inventRecord({ measurements });
const sorts = (...values: number[]) => recordOf(inventMeasurement('sort', values));
const compare = (a: ReturnType<typeof recordOf>, b: ReturnType<typeof recordOf>) => compareRecords(a, b).comparisons[0];

const before = sorts(10, 10.4, 10.2, 10.1, 10.3);

describe('two records', () => {
  it('differ by more than the noise where every run of one is beyond every run of the other', () => {
    expect(compare(before, sorts(9, 9.4, 9.2, 9.1, 9.9))?.verdict).toBe('better');
    expect(compare(before, sorts(11, 11.4, 10.5, 12, 11.3))?.verdict).toBe('worse');
  });

  it('differ by no more than the noise where their runs lie among each other', () => {
    expect(compare(before, sorts(9, 10.15, 9.2, 9.1, 9.9))?.verdict).toBe('same');
    expect(compare(before, before)).toMatchObject({ verdict: 'same', chance: 1 });
  });

  it('call more of a speed better, and more of a time worse', () => {
    const speeds = (...values: number[]) => recordOf(inventMeasurement('dfsio-read', values));
    expect(compare(speeds(1, 2, 3, 4, 5), speeds(6, 7, 8, 9, 10))?.verdict).toBe('better');
  });

  it('say that they cannot tell where too few runs count, however far apart', () => {
    expect(compare(sorts(10, 10, 10, 10), sorts(1, 1, 1, 1))).toMatchObject({ verdict: 'unknown', chance: null });
    expect(compare(sorts(), before)).toMatchObject({ verdict: 'unknown', a: undefined });
  });

  it('count no run that is disturbed or not valid', () => {
    const others = [
      inventRun({ value: 1, disturbed: true }),
      inventRun({ value: 1, valid: false }),
      inventRun({ value: null, valid: false }),
    ];
    const doubtful = { runs: [...[11, 11, 11, 11].map((value) => inventRun({ value })), ...others] };
    expect(compare(before, recordOf(inventMeasurement('sort', [], doubtful)))).toMatchObject({
      verdict: 'unknown',
      b: { count: 4, median: 11 },
    });
  });

  it('compare only what was measured alike, and name the rest', () => {
    const a = recordOf(inventMeasurement('sort', [1]), inventMeasurement('pi', [1], { workers: 1 }));
    const b = recordOf(
      inventMeasurement('sort', [1], { size: { bytes: 1 } }),
      inventMeasurement('pi', [1], { workers: 1 }),
    );
    const { comparisons, onlyInA, onlyInB } = compareRecords(a, b);
    expect(comparisons.map(({ measurement }) => measurement.benchmark)).toEqual(['pi']);
    expect([onlyInA, onlyInB].map(([one]) => one?.size)).toEqual([{ bytes: 64 * 2 ** 20 }, { bytes: 1 }]);
  });

  it('are told of in words, with the change and the number of runs', () => {
    const text = (b: ReturnType<typeof sorts>) => renderComparison(before, b);
    expect(text(sorts(9, 9.4, 9.2, 9.1, 9.9))).toContain('better, -9.8 %: more than the noise');
    expect(text(sorts(10.1, 10.4, 10.2, 10.1, 10.3))).toContain('0.0 %: not more than the noise');
    expect(text(sorts(5, 5))).toContain('cannot tell: 5 and 2 runs count, and it takes 5 and 5');
    expect(text(recordOf())).toMatch(/nothing in common[\s\S]*only in A, or of another size:\n {2}Sort/);
  });
});

describe('what two records are of', () => {
  const after = sorts(9, 9.4, 9.2, 9.1, 9.9);
  const withNodes = (change: (node: BenchRecord['cluster']['nodes'][number]) => object): BenchRecord => ({
    ...after,
    cluster: { ...after.cluster, nodes: after.cluster.nodes.map((node) => ({ ...node, ...change(node) })) },
  });

  it('is told first, with what differs and may be the reason', () => {
    const other = withNodes(({ name, settings }) => ({
      packaging: name === 'red' ? 'tarball' : 'snap',
      settings: { ...settings, hadoop: { 'hdfs.replication': '3' } },
    }));
    const text = renderComparison(before, other);
    expect(text).toMatch(
      /^A: red, 2026-01-02 10:00 UTC: 3 nodes \(virtual\), spark 4\.1\.1, bramble 0\.1\.0\nB: red, /,
    );
    expect(text).toContain(`they differ in:
  packaging: A snap | B red tarball; red01 snap; red02 snap
  hadoop hdfs.replication: A 2 | B 3
`);
    expect(renderComparison(before, after)).toContain('nothing else differs');
  });

  it('makes no figures comparable of which some are of virtual Pis, whatever the noise', () => {
    const boards = inventRecord({ virtual: false, measurements: after.measurements });
    const { obstacle, comparisons } = compareRecords(before, boards);
    expect(obstacle).toBe('A is of virtual Pis, which share one machine, and B is not');
    expect(comparisons[0]).toMatchObject({ verdict: 'incomparable', chance: null });
    const text = renderComparison(before, boards);
    expect(text).toContain('board: A virtual | B Raspberry Pi 5 Model B Rev 1.0');
    expect(text).toMatch(/^Sort .* not comparable$/m);
    expect(text).not.toContain('better');
  });

  it('tells of one that was interrupted', () => {
    expect(renderComparison(before, { ...after, complete: false })).toMatch(/^B: .*interrupted, so not all of it$/m);
  });
});

describe('scaling', () => {
  const on = (workers: number, ...values: number[]) => inventMeasurement('sort', values, { workers });

  it('is the speed-up over the fewest workers, and what share of the workers it is', () => {
    const [scaling] = scalingsOf([on(4, 30), on(1, 100, 100), on(2, 50)]);
    expect(scaling?.steps).toEqual([
      { workers: 1, median: 100, speedUp: 1, efficiency: 1 },
      { workers: 2, median: 50, speedUp: 2, efficiency: 1 },
      { workers: 4, median: 30, speedUp: expect.closeTo(3.33, 2), efficiency: expect.closeTo(0.83, 2) },
    ]);
  });

  it('goes by what there is where it was not measured with one worker', () => {
    const [scaling] = scalingsOf([on(2, 50), on(4, 25)]);
    expect(scaling?.steps.at(-1)).toMatchObject({ speedUp: 2, efficiency: 1 });
  });

  it('is nothing with one number of workers, or where no run of the other counts', () => {
    expect(scalingsOf([on(2, 50)])).toEqual([]);
    expect(scalingsOf([on(1), on(2, 50)])).toEqual([]);
  });
});
