import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EndLine, StartLine } from '../../src/deploy/history-entry.ts';
import { mergeHistories, parseHistory } from '../../src/deploy/merge-history.ts';

const ana = { who: 'ana@desk', what: 'bramble deploy spark', since: '2026-11-22T20:00:00.000Z' };
const ben = { who: 'ben@laptop', what: 'bramble uninstall spark', since: '2026-11-22T21:00:00.000Z' };
const begun = (holder: typeof ana, nodes: readonly string[]): StartLine => ({
  version: 1,
  ...holder,
  nodes,
  artifacts: [],
});
const ended = (holder: typeof ana, how: Partial<EndLine> = {}): EndLine => ({
  version: 1,
  ...holder,
  ended: '2026-11-22T20:01:00.000Z',
  result: 'done',
  ...how,
});
const node = (name: string, lines: readonly (StartLine | EndLine)[], lock?: typeof ana) => ({
  node: name,
  lines,
  lock,
});

describe('the history of a cluster', () => {
  it('has a command once that several nodes noted, the newest last', () => {
    const lines = [begun(ben, ['red01']), ended(ben), begun(ana, ['red', 'red01']), ended(ana)];
    const entries = mergeHistories([node('red01', lines), node('red', lines.slice(2))]);
    expect(entries.map(({ who, nodes, result }) => [who, nodes, result])).toEqual([
      ['ana@desk', ['red', 'red01'], 'done'],
      ['ben@laptop', ['red01'], 'done'],
    ]);
  });

  it('knows how a command ended from any node that noted it', () => {
    const start = begun(ana, ['red', 'red01']);
    const failure = ended(ana, { result: 'failed', message: 'red01: it is full' });
    const [entry] = mergeHistories([node('red', [start, failure]), node('red01', [start])]);
    expect(entry).toMatchObject({ result: 'failed', message: 'red01: it is full', nodes: ['red', 'red01'] });
  });

  it('tells a command that is at work from one that was cut off, by the lock', () => {
    const lines = [begun(ana, ['red'])];
    expect(mergeHistories([node('red', lines, ana)])[0]?.result).toBe('running');
    expect(mergeHistories([node('red', lines, ben)])[0]?.result).toBe('cut-off');
    expect(mergeHistories([node('red', lines)])[0]?.result).toBe('cut-off');
  });

  it('shows an end whose beginning is gone with the oldest part', () => {
    expect(mergeHistories([node('red', [ended(ana)])])).toEqual([
      { ...ana, nodes: ['red'], artifacts: [], ended: '2026-11-22T20:01:00.000Z', result: 'done', message: undefined },
    ]);
  });

  it('is the same in whatever order the nodes answer', () => {
    const nodes = [
      node('red', [begun(ana, ['red', 'red01']), ended(ana), begun(ben, ['red'])]),
      node('red01', [begun(ana, ['red', 'red01']), ended(ana)]),
      node('red02', [begun(ben, ['red02']), ended(ben, { result: 'interrupted' })]),
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(nodes, { minLength: 3 }), (shuffled) => {
        expect(mergeHistories(shuffled)).toEqual(mergeHistories(nodes));
      }),
    );
  });
});

describe('a node’s record', () => {
  it('is read without half lines, empty ones, and lines of another version', () => {
    const text = `\n{"version":1,"who":"an\n${JSON.stringify(begun(ana, ['red']))}\n{"version":9}\nnull\n`;
    expect(parseHistory(text)).toEqual([begun(ana, ['red'])]);
  });
});
