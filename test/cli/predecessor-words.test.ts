import { describe, expect, it } from 'vitest';
import { withoutPredecessorWords } from '../../src/cli/predecessor-words.ts';

describe('withoutPredecessorWords', () => {
  it.each<[typed: string, meant: string]>([
    ['pi cluster deploy spark --hosts red', 'deploy spark --hosts red'],
    ['deploy spark --hosts pi', 'deploy spark --hosts pi'],
    ['pi deploy spark', 'pi deploy spark'],
    ['hosts pi cluster', 'hosts pi cluster'],
    ['', ''],
  ])('reads "%s" as "%s"', (typed, meant) => {
    expect(withoutPredecessorWords(typed.split(' ')).join(' ')).toBe(meant);
  });
});
