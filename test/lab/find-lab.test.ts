import { describe, expect, it } from 'vitest';
import { findLabOf, findLabsToEnd } from '../../src/lab/find-lab.ts';
import type { LabStatus } from '../../src/lab/lab-status.ts';

const lab = (name: string, hosts: readonly string[]): LabStatus => ({
  lab: name,
  owner: 0,
  network: '10.73.0.0/24',
  bridge: 'brlab0',
  system: 'Debian trixie',
  hosts: hosts.map((host) => ({ name: host, state: 'up', address: '10.73.0.10', os: 'ubuntu', memoryMb: 2048 })),
});
const labs = [lab('one', ['red', 'red01']), lab('two', ['red', 'blue'])];

describe('the lab of a host', () => {
  it('is the one that has it', () => {
    expect(findLabOf('blue', labs).lab).toBe('two');
  });

  it('is the named one where two have it', () => {
    expect(findLabOf('red', labs, 'two').lab).toBe('two');
    expect(() => findLabOf('red', labs)).toThrow('the labs one and two both have that host');
  });

  it('is none, and the hosts there are get named', () => {
    expect(() => findLabOf('green', labs)).toThrow(expect.objectContaining({ hint: 'one of red, red01, red, blue' }));
    expect(() => findLabOf('blue', labs, 'one')).toThrow('no lab "one" has a host of that name');
    expect(() => findLabOf('red', [])).toThrow(expect.objectContaining({ host: 'red' }));
  });
});

describe('lab down', () => {
  it.each([
    ['the only lab', ['one'], {}, ['one']],
    ['nothing where none is up', [], {}, []],
    ['the named lab of several', ['one', 'two'], { name: 'two' }, ['two']],
    ['all of them', ['one', 'two'], { all: true }, ['one', 'two']],
  ])('means %s', (_, known, wish, expected) => {
    expect(findLabsToEnd(known, wish)).toEqual(expected);
  });

  it('asks which one where several are up', () => {
    expect(() => findLabsToEnd(['one', 'two'], {})).toThrow('there are 2 labs: one, two');
  });

  it('refuses a name that would leave its folder', () => {
    expect(() => findLabsToEnd([], { name: '../../etc' })).toThrow('cannot be the name of a lab');
  });
});
