import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Check } from '../../scripts/checks.ts';
import type { Outcome } from '../../scripts/run-check.ts';
import { lookAgain, runAll } from '../../scripts/run-all.ts';

let workDir: string;
beforeAll(() => {
  workDir = mkdtempSync(join(tmpdir(), 'run-all-'));
});
afterAll(() => rmSync(workDir, { recursive: true }));

const shell = (name: string, script: string): Check => ({
  name,
  command: ['sh', '-c', script],
  vitest: false,
  inLab: false,
  limitMs: 10_000,
});

describe('all checks', () => {
  it('are run, also after one that fails', async () => {
    const checks = [shell('bad', 'exit 1'), shell('good', 'exit 0')];
    const outcomes = await runAll(checks, { workDir, signal: new AbortController().signal });
    expect(outcomes.map(({ check, tally }) => [check.name, tally.failed])).toEqual([
      ['bad', 1],
      ['good', 0],
    ]);
  });

  it('are left out once somebody has interrupted them', async () => {
    expect(await runAll([shell('good', 'exit 0')], { workDir, signal: AbortSignal.abort() })).toEqual([]);
  });

  it('that use no lab are run once, whatever comes of them', async () => {
    const counting = shell('counts', `echo run >>${workDir}/runs; exit 1`);
    await runAll([counting, shell('good', 'exit 0')], { workDir, signal: new AbortController().signal });
    expect(readFileSync(join(workDir, 'runs'), 'utf8')).toBe('run\n');
  });
});

describe('a second look', () => {
  const outcome = (check: Check, failed: number): Outcome => ({
    check,
    tally: { passed: 1 - failed, failed, skipped: 0 },
    seconds: 1,
    output: '',
  });
  const marking = (name: string, end: string) => shell(name, `echo run >>${workDir}/${name}; exit ${end}`);
  const runsOf = (name: string) => existsSync(join(workDir, name));

  it('is taken at what failed, and at nothing else; what it finds counts', async () => {
    const [good, late, wrong] = [marking('was-good', '0'), marking('was-late', '0'), marking('is-wrong', '1')];
    const first = [outcome(good, 0), outcome(late, 1), outcome(wrong, 1)];
    const last = await lookAgain(first, { workDir, signal: new AbortController().signal });
    expect(last.map(({ check, tally }) => [check.name, tally.failed])).toEqual([
      ['was-good', 0],
      ['was-late', 0],
      ['is-wrong', 1],
    ]);
    expect([good, late, wrong].map(({ name }) => runsOf(name))).toEqual([false, true, true]);
  });

  it('says at the end what failed before', async () => {
    const said: string[] = [];
    vi.spyOn(console, 'log').mockImplementation((line) => said.push(line));
    const output = ' ✓ one\n FAIL  |e2e| two\nError: too late\n ❯ two.test.ts:3\n  1|\n';
    await lookAgain([{ ...outcome(marking('was-slow', '0'), 1), output }], {
      workDir,
      signal: new AbortController().signal,
    });
    vi.restoreAllMocks();
    expect(said.at(-1)).toBe(`
beside another lab: was-slow: 0 passed, 1 failed
 FAIL  |e2e| two
Error: too late
 ❯ two.test.ts:3
  1|`);
  });

  it('is not taken once somebody has interrupted: what failed stays failed', async () => {
    const last = await lookAgain([outcome(marking('cut', '0'), 1)], { workDir, signal: AbortSignal.abort() });
    expect(last.map(({ tally }) => tally.failed)).toEqual([1]);
    expect(runsOf('cut')).toBe(false);
  });
});
