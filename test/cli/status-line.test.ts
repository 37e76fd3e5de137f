import { describe, expect, it } from 'vitest';
import { fitLine } from '../../src/cli/status-line.ts';

const texts = ['red: install spark', 'red01: install spark', 'red02: install spark'];

describe('fitLine', () => {
  it.each([
    [70, 'red: install spark | red01: install spark | red02: install spark'],
    [60, 'red: install spark | red01: install spark | +1'],
    [30, 'red: install spark | +2'],
    [10, 'red: instal'.slice(0, 10)],
  ])('shows in %i columns as many as there is room for', (columns, line) => {
    expect(fitLine(texts, columns)).toBe(line);
  });

  it('shows nothing where nothing is under way', () => {
    expect(fitLine([], 80)).toBe('');
  });
});
