import { describe, expect, it } from 'vitest';
import { figure, ratio } from '../../scripts/bench/figure.ts';
import { interleave } from '../../scripts/bench/interleave.ts';
import { readOptions } from '../../scripts/bench/options.ts';
import { timeStages } from '../../scripts/bench/stage-times.ts';

describe('a figure', () => {
  it('has the middle sample, the smallest and the largest', () => {
    const { median, min, max, runs } = figure({ name: 'wall', unit: 's' }, [3, 1, 8]);
    expect({ median, min, max, runs }).toEqual({ median: 3, min: 1, max: 8, runs: 3 });
  });

  it('has the mean of the two in the middle where their number is even', () => {
    expect(figure({ name: 'wall', unit: 's' }, [4, 1, 2, 9]).median).toBe(3);
  });

  it('is a ratio sample by sample, not of medians', () => {
    const { median, min, max } = ratio({ name: 'over' }, [2, 30, 3], [1, 10, 3]);
    expect({ median, min, max }).toEqual({ median: 2, min: 1, max: 3 });
  });
});

describe('interleaving', () => {
  it('takes the works in turn and drops the first rounds', async () => {
    const done: string[] = [];
    const work = (name: string) => async () => done.push(name);
    const { signal } = new AbortController();
    const samples = await interleave({ runs: 2, warmUps: 1, signal }, { a: work('a'), b: work('b') });
    expect(done).toEqual(['a', 'b', 'a', 'b', 'a', 'b']);
    expect(samples).toEqual({ a: [3, 5], b: [4, 6] });
  });

  it('stops between two works when it is interrupted', async () => {
    const stop = new AbortController();
    const works = { a: async () => stop.abort(), b: async () => expect.unreachable() };
    await expect(interleave({ runs: 1, warmUps: 0, signal: stop.signal }, works)).rejects.toThrow();
  });
});

describe('the times of stages', () => {
  it('last from the end of the stage before, and the last one until the result', () => {
    const event = (stage: string, state: string, text = '', host = 'red') =>
      JSON.stringify({ event: { stage, state, text, host } });
    const lines = [
      { atS: 1, text: event('connect', 'note') },
      { atS: 3, text: event('distribute', 'started', 'send the snap of spark') },
      { atS: 7, text: event('distribute', 'done', 'send the snap of spark') },
      { atS: 7, text: event('install', 'started', 'install the snap of spark') },
      { atS: 9, text: event('install', 'done', 'install the snap of spark') },
      { atS: 10, text: event('verify', 'started') },
      { atS: 15, text: '{"result":{}}' },
    ];
    expect(timeStages(lines)).toEqual([
      { name: 'stage connect', seconds: 1 },
      { name: 'stage distribute', seconds: 6 },
      { name: 'stage install', seconds: 2 },
      { name: 'stage verify', seconds: 6 },
      { name: 'send the artifact, slowest host', seconds: 4 },
      { name: 'install the artifact, slowest host', seconds: 2 },
    ]);
  });
});

describe('the words of npm run bench', () => {
  it('mean all parts and both sizes where there are none', () => {
    expect(readOptions([])).toEqual({
      letters: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l'],
      runs: undefined,
      hosts: [3, 12],
      json: false,
    });
  });

  it('choose parts, in the order of the alphabet', () => {
    expect(readOptions(['d', 'a', '--runs', '5', '--hosts', '4'])).toMatchObject({
      letters: ['a', 'd'],
      runs: 5,
      hosts: [4],
    });
  });

  it.each([[['z']], [['--runs', '0']], [['--hosts', '3,many']], [['--fast']]])('refuse %s', (words) => {
    expect(readOptions(words)).toEqual(expect.any(String));
  });
});
