import { describe, expect, it } from 'vitest';
import type { OperationName } from '../../src/operations/option-rows.ts';
import { optionSchema } from '../../src/operations/option-schema.ts';

const refused = (name: OperationName, options: object) =>
  optionSchema(name)
    .safeParse(options)
    .error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`);

describe('options that exclude each other', () => {
  it.each<[OperationName, object, string]>([
    ['maintenance', { nodes: 'red01', for: '30m', end: true }, 'for cannot be given together with end'],
    ['revert', { rollback: true, canary: 'red01' }, 'rollback cannot be given together with canary'],
    ['revert', { rollback: true, soak: 0 }, 'rollback cannot be given together with soak'],
    ['upgrade', { finalize: true, channel: false }, 'finalize cannot be given together with channel'],
  ])('are refused for %s in a job as on the command line: %o', (name, options, why) => {
    expect(refused(name, options)).toEqual([why]);
  });

  it('may be there as long as one of them says nothing', () => {
    expect(refused('maintenance', { nodes: 'red01', for: '30m', end: false })).toBeUndefined();
    expect(refused('revert', { canary: 'red01', soak: 0 })).toBeUndefined();
    expect(refused('revert', { rollback: true, startTimeout: 5, yes: true, verify: false })).toBeUndefined();
  });
});

const takes = (name: OperationName, options: object) => optionSchema(name).safeParse(options).success;

describe('numbers in the body of a job', () => {
  it('are taken up to what makes sense for each, which is not the same for a time and for a number of runs', () => {
    expect(takes('bench', { runs: 1000, warmUps: 100, settle: 86_400 })).toBe(true);
    expect(takes('bench', { runs: 1001 })).toBe(false);
    expect(takes('bench', { warmUps: 101 })).toBe(false);
    expect(takes('bench', { settle: 86_401 })).toBe(false);
    expect(takes('history', { last: 1e9 })).toBe(false);
  });

  it('are whole, and above 0 where nothing would be asked for otherwise', () => {
    expect(takes('bench', { warmUps: 0, settle: 0 })).toBe(true);
    expect(takes('bench', { runs: 0 })).toBe(false);
    expect(takes('bench', { runs: 1.5 })).toBe(false);
  });
});
