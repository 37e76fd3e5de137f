import { describe, expect, it } from 'vitest';
import { BrambleError } from '../../src/errors.ts';
import { rungsNotYet } from '../../src/upgrade/change-batch.ts';
import type { Change } from '../../src/upgrade/plan-upgrade.ts';
import { parseRollback } from '../../src/upgrade/rollback-mark.ts';
import { describeUndone } from '../../src/upgrade/take-back.ts';
import type { Outcome } from '../../src/upgrade/undo-batch.ts';

describe('the gate between batches', () => {
  it.each<[string, Change, readonly string[]]>([
    ['lets workers of another version of Spark be missing', change('spark', '4.2.0', '4.3.0'), ['workers']],
    ['wants all of the same version', change('spark', '4.2.0', '4.2.0'), []],
    ['wants all of Hadoop', change('hadoop', '3.5.0', '3.5.1'), []],
  ])('%s', (_what, one, rungs) => {
    expect(rungsNotYet([one])).toEqual(rungs);
  });
});

describe('what became of the nodes', () => {
  const lost = new BrambleError('HOST_LOST', 'it does not answer');

  it('names who went back, who could not, and who keeps the new revision', () => {
    const undone = new Map<string, Outcome>([
      ['red02', 'done'],
      ['red03', 'untouched'],
      ['red01', lost],
    ]);
    expect(describeUndone(undone, ['red'])).toBe(
      'red02 went back; red03 stays as it was; red01 could not be brought back; red keeps the new revision',
    );
  });

  it('says nothing of what did not happen', () => {
    expect(describeUndone(new Map([['red', 'done']]), [])).toBe('red went back');
  });
});

describe('what HDFS has kept to roll back to', () => {
  it('is the oldest image of before, and the version that the upgrade led to', () => {
    expect(parseRollback('3.5.1\n1790000060\n1790000000\n')).toEqual({
      version: '3.5.1',
      since: new Date(1_790_000_000_000),
    });
  });

  it('is used up once HDFS has started from it, and the rest of the way is left', () => {
    expect(parseRollback('rollback 3.5.1\n')).toEqual({ version: '3.5.1', since: undefined });
  });

  it('is nothing without an upgrade, and nothing after it was finalized', () => {
    expect(parseRollback('')).toBeUndefined();
    expect(parseRollback('3.5.1\n')).toBeUndefined();
  });
});

function change(component: Change['component'], from: string, to: string): Change {
  return {
    node: 'red',
    component,
    from: { version: from, revision: 'x1', payloadId: from },
    to: { version: to, payloadId: '' },
  };
}
