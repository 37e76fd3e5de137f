import { describe, expect, it } from 'vitest';
import { diagnoseCluster, isFit, type Seen } from '../../src/doctor/diagnose.ts';
import { planFixes } from '../../src/doctor/fix.ts';
import type { NodeSpec } from '../../src/domain/cluster.ts';
import { BrambleError, type ErrorCode } from '../../src/errors.ts';
import { soundExam } from '../support/exam.ts';
import { blankHost } from '../support/facts.ts';

const node = (name: string): NodeSpec => ({
  target: { name, address: name },
  roles: ['worker'],
  method: 'auto',
  settings: {},
});
const spec = { name: 'red', nodes: [node('red'), node('red01')] };
const sound = blankHost();
const seen = (change: Partial<Seen> = {}): Seen => ({
  facts: sound,
  exam: soundExam(),
  nowSeconds: sound.clockSeconds,
  ...change,
});
const ids = (found: readonly [string, Seen | BrambleError][]) =>
  diagnoseCluster(spec, new Map(found)).map(({ name, diagnoses }) => [name, diagnoses.map(({ id }) => id)]);

describe('a diagnosis', () => {
  it('of two names for one machine is the second one’s', () => {
    expect(
      ids([
        ['red', seen()],
        ['red01', seen()],
      ]),
    ).toEqual([
      ['red', ['loopback-name']],
      ['red01', ['same-machine', 'loopback-name']],
    ]);
  });

  it.each<[ErrorCode, string]>([
    ['SUDO_FAILED', 'sudo'],
    ['AUTH_FAILED', 'login'],
    ['HOST_KEY_CHANGED', 'host-key'],
    ['HOST_UNREACHABLE', 'reach'],
    ['HOST_LOST', 'reach'],
  ])('of a host that failed with %s is its own, with what to do; the others have theirs', (code, id) => {
    const error = new BrambleError(code, 'no way in', { cause: new Error('ECONNREFUSED'), hint: 'knock' });
    const [failed, other] = diagnoseCluster(
      spec,
      new Map<string, Seen | BrambleError>([
        ['red', error],
        ['red01', seen()],
      ]),
    );
    expect(failed?.diagnoses).toEqual([
      { id, severity: 'fatal', what: 'no way in (ECONNREFUSED)', breaks: expect.stringMatching(/\w/), fix: 'knock' },
    ]);
    expect([failed, other].map((report) => report && isFit(report))).toEqual([false, true]);
  });

  it('shows the worst first', () => {
    const timeSync = { isContainer: false, canSync: true, isOn: false, isInSync: false };
    const bad = seen({ exam: soundExam({ timeSync, pageBytes: 16_384 }), nowSeconds: sound.clockSeconds + 9_999 });
    const [report] = diagnoseCluster(spec, new Map([['red', bad]]));
    expect(report?.diagnoses.map(({ severity }) => severity)).toEqual(['fatal', 'warning', 'note', 'note']);
  });
});

describe('the plan of --fix', () => {
  it('holds what is safe, with its reason, and nothing for what a person must do', () => {
    const timeSync = { isContainer: false, canSync: true, isOn: false, isInSync: false };
    const bad = seen({ exam: soundExam({ timeSync, hasMemoryController: false }) });
    expect(planFixes(diagnoseCluster(spec, new Map([['red', bad]])))).toEqual([
      { host: 'red', fix: 'time-sync-on', because: 'the synchronisation of its clock is switched off' },
    ]);
  });

  it('is empty for machines in good order and for those that do not answer', () => {
    const down = new BrambleError('HOST_UNREACHABLE', 'no answer');
    const reports = diagnoseCluster(
      spec,
      new Map<string, Seen | BrambleError>([
        ['red', seen()],
        ['red01', down],
      ]),
    );
    expect(planFixes(reports)).toEqual([]);
  });
});
