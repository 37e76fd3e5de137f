import { describe, expect, it } from 'vitest';
import { chooseWorkers } from '../../src/bench/choose-workers.ts';
import { parseScale, sizesFor } from '../../src/bench/scale.ts';

describe('the numbers of workers', () => {
  it.each([
    ['n', [4]],
    ['1..n', [1, 2, 3, 4]],
    ['2..3', [2, 3]],
    ['3', [3]],
    ['4,1,2,2', [1, 2, 4]],
    ['1, n', [1, 4]],
  ])('%s of 4 are %j', (text, numbers) => {
    expect(chooseWorkers(text, 4)).toEqual(numbers);
  });

  it.each(['', '0', '5', '1..5', '3..1', '1..', 'all', '-1', '1.5', '1..99999999999'])(
    '"%s" of 4 is refused',
    (text) => {
      expect(() => chooseWorkers(text, 4)).toThrow(/--workers: .* from 1 to 4/);
    },
  );
});

describe('the size', () => {
  it('is read as people write it', () => {
    expect(parseScale('1G')).toBe(2 ** 30);
    expect(parseScale('64M')).toBe(64 * 2 ** 20);
    expect(parseScale('1.5GiB')).toBe(1.5 * 2 ** 30);
    expect(parseScale('2048k')).toBe(2 * 2 ** 20);
  });

  it.each(['', '64', '1K', '0M', '-1G', 'big', '1T'])('"%s" is refused', (text) => {
    expect(() => parseScale(text)).toThrow(/--scale/);
  });

  it('gives every benchmark that works on data about as many bytes', () => {
    const { bytes, rows, lines, sales } = sizesFor(2 ** 28);
    expect(rows * 100).toBeCloseTo(bytes, -2);
    expect(lines * 50).toBeCloseTo(bytes, -2);
    expect(sales * 20).toBeCloseTo(bytes, -2);
  });

  it('never asks the NameNode for too few files to tell, nor for more than it should keep', () => {
    expect(sizesFor(2 ** 20).files).toBe(20);
    expect(sizesFor(2 ** 40).files).toBe(2000);
  });
});
