import { describe, expect, it } from 'vitest';
import { assignOses } from '../../src/lab/os.ts';

describe('--os', () => {
  it('gives one value to every host', () => {
    expect(assignOses('raspios', ['red', 'red01', 'red02'])).toEqual(['raspios', 'raspios', 'raspios']);
  });

  it('gives a list to the hosts in their order', () => {
    expect(assignOses('ubuntu, raspios', ['red', 'red01'])).toEqual(['ubuntu', 'raspios']);
  });

  it('refuses a list that is longer or shorter than the hosts', () => {
    expect(() => assignOses('ubuntu,raspios', ['red', 'red01', 'red02'])).toThrow('names 2 systems for 3 hosts');
    expect(() => assignOses('ubuntu,raspios', ['red'])).toThrow('names 2 systems for 1 host');
  });

  it.each(['windows', '', 'ubuntu,', 'Ubuntu', 'toString'])('refuses %o', (text) => {
    expect(() => assignOses(text, ['red', 'red01'])).toThrow('cannot be');
  });
});
