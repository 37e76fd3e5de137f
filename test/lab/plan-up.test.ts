import { describe, expect, it } from 'vitest';
import type { LabHostState } from '../../src/lab/lab-state.ts';
import { type FoundHost, planUp } from '../../src/lab/plan-up.ts';

const red: LabHostState = { name: 'red', os: 'ubuntu', octet: 10, memoryMb: 2048, layers: ['/image'] };
const up = (change: Partial<LabHostState> = {}): FoundHost => ({ state: { ...red, ...change }, isAlive: true });
const wish = { name: 'lab', hosts: ['red'] };

describe('bringing a lab up', () => {
  it('creates hosts with an address each and the defaults', () => {
    expect(planUp({ name: 'lab', hosts: ['red', 'red01'] }, []).map(({ kind, host }) => ({ kind, ...host }))).toEqual([
      { kind: 'create', name: 'red', os: 'ubuntu', octet: 10, memoryMb: 2048 },
      { kind: 'create', name: 'red01', os: 'ubuntu', octet: 11, memoryMb: 2048 },
    ]);
  });

  it('creates them as wished', () => {
    const [planned] = planUp({ ...wish, os: ['raspios'], memoryMb: 512, linkKbit: 100_000 }, []);
    expect(planned?.host).toEqual({ name: 'red', os: 'raspios', octet: 10, memoryMb: 512, linkKbit: 100_000 });
  });

  it('keeps a host that is up as wanted, whether the options are named again or not', () => {
    expect(planUp(wish, [up({ memoryMb: 512 })])).toMatchObject([{ kind: 'keep', host: { memoryMb: 512 } }]);
    expect(planUp({ ...wish, os: ['ubuntu'], memoryMb: 2048 }, [up()])).toMatchObject([{ kind: 'keep' }]);
  });

  it('adds hosts at free addresses and leaves the others alone', () => {
    const plan = planUp({ name: 'lab', hosts: ['red02', 'red03'] }, [up(), up({ name: 'red01', octet: 12 })]);
    expect(plan.map(({ kind, host }) => [kind, host.name, host.octet])).toEqual([
      ['create', 'red02', 11],
      ['create', 'red03', 13],
    ]);
  });

  it('boots a host that is switched off, with what is wished now', () => {
    const plan = planUp({ ...wish, memoryMb: 1024 }, [{ state: red, isAlive: false }]);
    expect(plan).toEqual([
      { kind: 'boot', because: 'it is switched off', host: { name: 'red', os: 'ubuntu', octet: 10, memoryMb: 1024 } },
    ]);
  });

  it.each([
    ['memory', { memoryMb: 1024 }],
    ['link', { linkKbit: 1000 }],
  ])('changes the %s of a running host', (name, change) => {
    expect(planUp({ ...wish, ...change }, [up()])).toMatchObject([
      { kind: 'change', because: `its ${name} is to be another`, host: change },
    ]);
  });

  it('refuses to make another system of a host', () => {
    expect(() => planUp({ ...wish, os: ['raspios'] }, [up()])).toThrow('cannot become raspios');
  });

  it('refuses a host for which the network has no address left', () => {
    const full = Array.from({ length: 245 }, (_, index) => up({ name: `h${index}`, octet: 10 + index }));
    expect(() => planUp({ name: 'lab', hosts: ['one-more'] }, full)).toThrow('no address left');
  });
});
