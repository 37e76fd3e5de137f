import { describe, expect, it } from 'vitest';
import { decideMoves } from '../../src/plan/relay-moves.ts';
import { operator, type RelayNode } from '../../src/plan/relay-node.ts';

const mb = 1 << 20;
const total = 500 * mb;

const node = (name: string, change: Partial<RelayNode> = {}): RelayNode => ({
  name,
  state: 'waiting',
  source: undefined,
  bytes: 0,
  rate: undefined,
  quietMs: 0,
  apart: undefined,
  serves: true,
  refused: [],
  distrusts: false,
  ...change,
});

/** A node that receives well. */
const receiving = (name: string, source: RelayNode['source'], change: Partial<RelayNode> = {}) =>
  node(name, { state: 'receiving', source, bytes: 100 * mb, rate: 12 * mb, quietMs: 100, ...change });
const whole = (name: string) => node(name, { state: 'whole', bytes: total });
const failed = (name: string, change: Partial<RelayNode> = {}) => node(name, { ...change, state: 'failed' });
const refusal = (source: string, why = 'it cannot be reached: timed out') => ({ source, why });

/** One word for each move: `b<a` means that b receives from a. */
const brief = (nodes: readonly RelayNode[]) =>
  decideMoves(nodes, total).map(({ node, source }) => `${node}<${source === operator ? 'OPERATOR' : source}`);
const reasons = (nodes: readonly RelayNode[]) => decideMoves(nodes, total).map(({ because }) => because);

describe('who receives from whom at the start', () => {
  it.each<[rule: string, nodes: RelayNode[], moves: string[]]>([
    ['one alone gets it from here', [node('a')], ['a<OPERATOR']],
    [
      'the first from here, each other one from the one before',
      [node('a'), node('b'), node('c'), node('d')],
      ['a<OPERATOR', 'b<a', 'c<b', 'd<c'],
    ],
    [
      'whoever has most of it comes first',
      [node('a'), node('b', { bytes: 300 * mb }), node('c', { bytes: 9 })],
      ['b<OPERATOR', 'c<b', 'a<c'],
    ],
    ['nobody sends to those that have it all', [whole('a'), whole('b')], []],
    ['what one has, nothing is sent of', [node('a'), whole('b'), node('c')], ['a<b', 'c<a']],
    [
      'two that have it begin a chain each',
      [node('a'), node('b'), whole('c'), whole('d'), node('e'), node('f')],
      ['a<c', 'b<d', 'e<a', 'f<b'],
    ],
    [
      'one that cannot serve ends the chain',
      [node('a'), node('b', { serves: false }), node('c')],
      ['a<OPERATOR', 'b<a', 'c<a'],
    ],
    [
      'one that cannot take part is sent to from here',
      [node('a'), node('b', { apart: 'no python3' }), node('c')],
      ['a<OPERATOR', 'b<OPERATOR', 'c<a'],
    ],
    [
      'where none can serve, all are sent to from here',
      [node('a', { serves: false }), node('b', { serves: false })],
      ['a<OPERATOR', 'b<OPERATOR'],
    ],
    [
      'nothing comes from one that has failed',
      [failed('a', { bytes: mb }), node('b'), node('c')],
      ['b<OPERATOR', 'c<b'],
    ],
  ])('%s', (_rule, nodes, moves) => {
    expect(brief(nodes)).toEqual(moves);
  });

  it('says why something is sent from here, but for the first', () => {
    expect(reasons([node('a'), node('b', { apart: 'no python3' })])).toEqual([undefined, 'no python3']);
    expect(reasons([node('a', { serves: false }), node('b')])).toEqual([undefined, 'no other node can pass it on']);
  });
});

describe('a chain in which all goes well', () => {
  const chain = [
    receiving('a', operator, { bytes: 103 * mb }),
    receiving('b', 'a', { bytes: 102 * mb }),
    receiving('c', 'b', { bytes: 101 * mb }),
  ];

  it('is left alone', () => {
    expect(brief(chain)).toEqual([]);
  });

  it('is left alone while one that has it all is checked, and when it has been', () => {
    const [a, b, c] = chain as [RelayNode, RelayNode, RelayNode];
    expect(brief([{ ...a, state: 'checking', bytes: total }, b, c])).toEqual([]);
    expect(brief([whole('a'), { ...b, state: 'checking', bytes: total }, c])).toEqual([]);
  });

  it('takes another in at its end', () => {
    expect(brief([...chain, node('d')])).toEqual(['d<c']);
  });
});

describe('one of a chain that fails', () => {
  const a = receiving('a', operator, { bytes: 104 * mb });
  const b = receiving('b', 'a', { bytes: 103 * mb });
  const c = receiving('c', 'b', { bytes: 102 * mb });
  const d = receiving('d', 'c', { bytes: 101 * mb });
  const quiet = { quietMs: 7_000, rate: 0 };

  it.each<[rule: string, nodes: RelayNode[], moves: string[]]>([
    ['in the middle: the next one goes to one before it', [a, failed('b'), c, d], ['c<a']],
    ['first: the one that has most is sent to from here', [failed('a'), b, c, d], ['b<OPERATOR']],
    ['last: nobody minds', [a, b, c, failed('d')], []],
    ['silently: from one that has more nothing comes', [a, b, { ...c, ...quiet }, { ...d, bytes: 102 * mb }], ['c<a']],
    [
      'silently, with its last byte passed on',
      [a, { ...b, ...quiet }, { ...c, ...quiet, bytes: b.bytes }, d],
      ['c<a', 'b<d'],
    ],
    [
      'silently, as the first: the next takes its place, those behind it stay',
      [
        { ...a, ...quiet },
        { ...b, ...quiet, bytes: a.bytes },
        { ...c, ...quiet, bytes: a.bytes },
        { ...d, ...quiet, bytes: a.bytes },
      ],
      ['b<OPERATOR'],
    ],
    ['silently, after it got it all', [{ ...whole('a'), serves: false }, { ...b, ...quiet }, c], ['b<OPERATOR']],
    ['by refusing: another one is asked', [a, b, { ...c, state: 'waiting', refused: [refusal('b')] }], ['c<a']],
    [
      'by refusing, all of them: from here',
      [a, b, { ...c, state: 'waiting', refused: [refusal('b'), refusal('a')] }],
      ['c<OPERATOR'],
    ],
    [
      'not, but this one reaches nobody: no fourth is asked',
      [a, b, c, d, node('e'), { ...node('f'), bytes: 1, refused: [refusal('b'), refusal('a'), refusal('c')] }],
      ['f<OPERATOR', 'e<d'],
    ],
  ])('%s', (_rule, nodes, moves) => {
    expect(brief(nodes)).toEqual(moves);
  });

  it('is told as the reason', () => {
    expect(reasons([a, failed('b'), c])).toEqual(['b has failed']);
    expect(reasons([a, { ...b, state: 'waiting', refused: [refusal('a')] }])).toEqual([
      'a: it cannot be reached: timed out',
    ]);
  });

  it('may have a busy card and no fault of its source: for that alone nothing is sent from here', () => {
    expect(brief([whole('a'), { ...b, ...quiet }])).toEqual([]);
    expect(reasons([a, b, { ...c, ...quiet }])).toEqual(['nothing came from b for 6 s']);
  });

  it('never makes two wait for each other', () => {
    const stuck = [failed('a'), { ...b, ...quiet, bytes: 100 * mb }, { ...c, ...quiet, bytes: 102 * mb }];
    expect(brief(stuck)).toEqual(['c<OPERATOR', 'b<c']);
  });

  it('does not make this machine send to all, when the fault is its own', () => {
    const all = [{ ...a, ...quiet }, receiving('b', operator, quiet), { ...c, ...quiet, bytes: b.bytes }];
    expect(brief(all)).toEqual([]);
  });
});

describe('a slow node', () => {
  const slow = { bytes: 20 * mb, rate: mb };
  const a = receiving('a', operator);

  it('in the middle is left behind as soon as it matters', () => {
    const behind = receiving('c', 'b', { bytes: 19 * mb, rate: mb });
    expect(brief([a, receiving('b', 'a', slow), behind])).toEqual(['c<a', 'b<c']);
    expect(reasons([a, receiving('b', 'a', slow), behind])).toEqual(['b is slow', 'a: it sends slowly']);
  });

  it('tries another source, once, and none that it feeds; nobody here sends it again for that', () => {
    const b = receiving('b', 'a', slow);
    expect(brief([a, b])).toEqual([]);
    expect(brief([a, b, receiving('c', 'b', { bytes: 19 * mb }), receiving('d', 'a')])).toEqual(['c<a', 'b<d']);
    const [move] = decideMoves([a, b, receiving('d', 'a')], total);
    expect(move).toMatchObject({ because: 'a: it sends slowly', refuses: { source: 'a' } });
    expect(
      brief([
        a,
        receiving('b', 'd', { ...slow, refused: [{ source: 'a', why: 'it sends slowly' }] }),
        receiving('d', 'a'),
      ]),
    ).toEqual([]);
  });

  it('is not left behind for a moment of weakness', () => {
    expect(
      brief([a, receiving('b', 'a', { bytes: 95 * mb, rate: mb }), receiving('c', 'b', { bytes: 94 * mb, rate: mb })]),
    ).toEqual([]);
    expect(
      brief([a, receiving('b', 'a', { ...slow, rate: 5 * mb }), receiving('c', 'b', { bytes: 19 * mb, rate: 5 * mb })]),
    ).toEqual([]);
  });

  it('that was asked just now is given time', () => {
    expect(
      brief([a, receiving('b', 'a', { ...slow, rate: undefined }), receiving('c', 'b', { bytes: 19 * mb })]),
    ).toEqual([]);
  });

  const first = receiving('a', operator, slow);
  const second = receiving('b', 'a', { bytes: 19 * mb, rate: mb });

  it('that is the first is found by sending to the second for a while, where it would take long', () => {
    expect(brief([first, second, receiving('c', 'b', { bytes: 18 * mb, rate: mb })])).toEqual(['b<OPERATOR']);
    expect(brief([{ ...first, rate: 40 * mb }, second])).toEqual([]);
  });

  it('goes behind the second when that one has overtaken it', () => {
    const faster = receiving('b', operator, { bytes: 21 * mb, rate: 9 * mb });
    expect(brief([first, faster])).toEqual(['a<b']);
    expect(brief([first, { ...faster, bytes: 10 * mb }])).toEqual([]);
  });

  it('is none, when the second was no faster: that one goes back, and nobody tries again', () => {
    const tried = receiving('b', operator, { bytes: 19 * mb, rate: mb });
    const [move] = decideMoves([first, tried], total);
    expect(move).toMatchObject({ node: 'b', source: 'a', refuses: { source: operator } });
    expect(
      brief([first, { ...second, refused: [{ source: operator, why: 'no faster' }] }, receiving('c', 'a', slow)]),
    ).toEqual([]);
  });
});

describe('a copy with a wrong hash', () => {
  const again = node('b', { distrusts: true });

  it('is replaced by one that was checked', () => {
    expect(brief([whole('a'), again])).toEqual(['b<a']);
  });

  it('waits for one to be checked, rather than burden this machine', () => {
    expect(brief([receiving('a', operator), again])).toEqual([]);
    expect(brief([node('a', { state: 'checking', bytes: total }), again])).toEqual([]);
  });

  it('is replaced from here where nobody has another', () => {
    expect(brief([failed('a'), again, node('c', { distrusts: true })])).toEqual(['b<OPERATOR']);
  });
});
