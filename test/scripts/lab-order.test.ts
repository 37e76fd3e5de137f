import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fileCheck } from '../../scripts/checks.ts';
import { labsAtOnce, longest, longestFirst } from '../../scripts/lab-order.ts';

const gigabyte = 2 ** 30;

describe('the order of tests in labs', () => {
  it('begins with those that take longest, and leaves the others as they are', () => {
    const files = ['build', 'lab.e2e', 'doctor', 'upgrade-hadoop', 'upgrade'].map((name) => `test/e2e/${name}.test.ts`);
    const names = longestFirst(files.map(fileCheck)).map(({ name }) => name.split(/[/.]/).at(2));
    expect(names).toEqual(['upgrade-hadoop', 'upgrade', 'build', 'lab', 'doctor']);
  });

  it('names files that exist', () => {
    for (const file of longest) expect(existsSync(new URL(`../e2e/${file}.test.ts`, import.meta.url)), file).toBe(true);
  });

  it.each([
    [2, 24, 2],
    [8, 24, 2],
    [1, 64, 1],
    [4, 4, 1],
  ])('runs on %i cores with %i GiB of memory %i at once', (cores, memory, labs) => {
    expect(labsAtOnce(cores, memory * gigabyte)).toBe(labs);
  });
});
