import { beforeEach, describe, expect, it } from 'vitest';
import { Member } from '../../../src/deploy/distribute/member.ts';
import { operator } from '../../../src/plan/relay-node.ts';
import { FakeHost } from '../../support/fake-host.ts';

let member: Member;
const noted: string[] = [];

beforeEach(() => {
  noted.length = 0;
  const party = { host: new FakeHost('red'), address: '10.1.1.1', onProgress: () => {}, onNote: () => {} };
  member = new Member({ ...party, onDone: () => noted.push('done') });
  member.state = 'waiting';
});

describe('how a node in a distribution looks', () => {
  it('is unknown until it is known what it holds', () => {
    member.state = 'looking';
    expect(member.view(0)).toBeUndefined();
  });

  it('has no rate at first, then that of the last seconds, connecting not counted', () => {
    member.bytes = 500;
    member.begin(operator, 0);
    expect(member.view(3_000)?.rate).toBeUndefined();
    member.arrived(1_500, 3_000);
    expect(member.view(6_000)?.rate).toBeUndefined();
    member.arrived(9_500, 7_000);
    expect(member.view(7_000)?.rate).toBe(2_000);
    for (let second = 8; second <= 20; second++) member.arrived(9_500 + (second - 7) * 100, second * 1_000);
    expect(member.view(20_000)?.rate).toBe(100);
  });

  it('comes to a rate of nothing when nothing comes', () => {
    member.begin('red01', 0);
    member.arrived(5_000, 1_000);
    expect(member.view(30_000)).toMatchObject({ rate: 0, quietMs: 29_000, bytes: 5_000, source: 'red01' });
  });

  it('counts silence from its last byte, and anew with each source, once that had time to begin; the same count again is no byte', () => {
    member.begin('red01', 0);
    member.arrived(10, 2_000);
    member.arrived(10, 5_000);
    expect(member.view(6_000)?.quietMs).toBe(4_000);
    member.begin('red02', 6_000);
    expect(member.view(6_500)).toMatchObject({ quietMs: 0, rate: undefined, source: 'red02', state: 'receiving' });
    expect(member.view(17_000)?.quietMs).toBe(2_000);
  });

  it('keeps its first failure', () => {
    member.fail('first');
    member.fail('second');
    expect([member.failure, member.state, noted]).toEqual(['first', 'failed', []]);
  });

  it('reports when a checked copy is there', () => {
    member.succeed();
    expect([member.state, noted]).toEqual(['whole', ['done']]);
  });
});
