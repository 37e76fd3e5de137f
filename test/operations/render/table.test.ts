import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderTable } from '../../../src/operations/render/table.ts';

const rows = [
  ['HOST', 'ROLES', 'INSTALLED'],
  ['red', 'master worker', 'spark 4.1.1 snap 12 (4.1/stable)'],
  ['red01', 'worker', ''],
];

describe('renderTable', () => {
  it('makes columns two blanks apart, without blanks at the ends of lines', () => {
    expect(renderTable(rows).split('\n')).toEqual([
      'HOST   ROLES          INSTALLED',
      'red    master worker  spark 4.1.1 snap 12 (4.1/stable)',
      'red01  worker',
    ]);
  });

  it('wraps the widest cells where the terminal is narrower', () => {
    expect(renderTable(rows, 43).split('\n')).toEqual([
      'HOST   ROLES          INSTALLED',
      'red    master worker  spark 4.1.1 snap 12',
      '                      (4.1/stable)',
      'red01  worker',
    ]);
  });

  it('makes each row a block where even wrapped cells do not fit', () => {
    expect(renderTable(rows, 28).split('\n')).toEqual([
      'red',
      '  ROLES      master worker',
      '  INSTALLED  spark 4.1.1',
      '             snap 12',
      '             (4.1/stable)',
      'red01',
      '  ROLES      worker',
    ]);
  });

  it('loses nothing, and is never wider than it may be', () => {
    const word = fc.stringMatching(/^[a-z]{1,9}$/);
    const cell = fc.array(word, { maxLength: 8 }).map((words) => words.join(' '));
    const table = fc.array(fc.tuple(word, cell, cell), { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(table, fc.integer({ min: 40, max: 100 }), (cells, columns) => {
        const shown = renderTable(cells, columns);
        expect(Math.max(...shown.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(columns);
        const wordsIn = (text: string) => text.match(/[a-z]+/g) ?? [];
        for (const one of wordsIn(cells.slice(1).flat().join(' '))) expect(wordsIn(shown)).toContain(one);
      }),
    );
  });
});
