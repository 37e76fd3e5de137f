import { describe, expect, it } from 'vitest';
import { conditionOf, disturbancesIn } from '../../src/bench/judge-conditions.ts';
import type { Sample } from '../../src/bench/sample.ts';

const cool = { load: 0.4, uptimeSeconds: 900, temperatureC: 48.3, throttled: 0 };
const atRest: Sample = { health: cool, clocksMhz: [600, 600, 700, 600], busy: 0.031 };
const atWork: Sample = { health: { ...cool, temperatureC: 71.2 }, clocksMhz: [1800, 1800, 1800, 1800], busy: 0 };

const disturbances = (before: Sample, ...later: Sample[]) => disturbancesIn([conditionOf('red01', before, later)]);
const throttled = (mask: number): Sample => ({ ...atWork, health: { ...cool, throttled: mask } });

describe('what a node was like in the course of a run', () => {
  it('is its highest temperature, the range of its clock, and how busy it was before', () => {
    expect(conditionOf('red01', atRest, [atWork, atRest])).toEqual({
      node: 'red01',
      temperatureC: 71.2,
      clockMhz: { lowest: 600, highest: 1800 },
      throttled: [],
      throttledBefore: [],
      load: 0.4,
      busyBefore: 0.03,
    });
  });

  it('is not made up where the machine does not tell', () => {
    const health = { load: 2, uptimeSeconds: 1, temperatureC: undefined, throttled: undefined };
    const silent: Sample = { health, clocksMhz: [], busy: 0 };
    expect(conditionOf('red', silent, [silent])).toMatchObject({
      temperatureC: null,
      clockMhz: null,
      throttled: null,
      throttledBefore: null,
    });
  });
});

describe('a run is disturbed', () => {
  it('by nothing on a quiet, cool board', () => {
    expect(disturbances(atRest, atWork, atRest)).toEqual([]);
  });

  it('by throttling that shows in the middle of it only', () => {
    expect(disturbances(throttled(0), throttled(0x4), throttled(0x40000))).toEqual([
      'red01: throttled now',
      'red01: throttled since boot',
    ]);
  });

  it('by throttling that lies between two looks', () => {
    expect(disturbances(throttled(0), throttled(0x10000))).toEqual(['red01: under-voltage since boot']);
  });

  it('not by what held it back before it began, and no more, which is noted as what may hide the same again', () => {
    expect(disturbances(throttled(0x50000), throttled(0x50000))).toEqual([]);
    expect(conditionOf('red01', throttled(0x50000), [throttled(0x50000)]).throttledBefore).toEqual([
      'under-voltage since boot',
      'throttled since boot',
    ]);
  });

  it('by other work just before it', () => {
    expect(disturbances({ ...atRest, busy: 0.62 }, atWork)).toEqual(['red01 was busy before it began: 62 %']);
  });
});
