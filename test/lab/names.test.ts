import { describe, expect, it } from 'vitest';
import { checkHostNames, checkLabName } from '../../src/lab/names.ts';

describe('names of virtual Pis', () => {
  it('are lower case, each once', () => {
    expect(checkHostNames(['Red', 'red01', 'red', '4red', 'a-b'])).toEqual(['red', 'red01', '4red', 'a-b']);
  });

  it.each([
    'pi@red',
    'red:22',
    '10.1.1.1',
    'red.local',
    'red_1',
    '-red',
    'red-',
    '..',
    '12',
    '',
    "a'b",
    'r'.repeat(64),
  ])('are not %o', (name) => {
    expect(() => checkHostNames([name])).toThrow('cannot be the name of a virtual Pi');
  });
});

describe('names of labs', () => {
  it.each(['lab', 'class-1', '2026'])('may be %s', (name) => expect(checkLabName(name)).toBe(name));

  it.each(['', '.image', '../x', 'a/b', 'Lab', 'a b', '-x', 'a'.repeat(32)])('may not be %o', (name) => {
    expect(() => checkLabName(name)).toThrow('cannot be the name of a lab');
  });
});
