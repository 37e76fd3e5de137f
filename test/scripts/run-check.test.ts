import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import type { Check } from '../../scripts/checks.ts';
import { runCheck } from '../../scripts/run-check.ts';

const surroundings = { workDir: tmpdir(), signal: new AbortController().signal };

describe('runCheck', () => {
  it('passes a command that exits with 0 and keeps what it printed', async () => {
    const outcome = await runCheck(shell('echo out; echo err >&2'), surroundings);
    expect(outcome.tally).toEqual({ passed: 1, failed: 0, skipped: 0 });
    expect(outcome.output.split('\n').toSorted()).toEqual(['', 'err', 'out']);
  });

  it('fails a command that exits with anything else, or does not exist', async () => {
    expect((await runCheck(shell('exit 3'), surroundings)).tally.failed).toBe(1);
    const missing = { ...shell(''), command: ['no-such-program'] };
    expect((await runCheck(missing, surroundings)).tally.failed).toBe(1);
  });

  it('ends the whole group of a command that takes too long, and says so', async () => {
    const outcome = await runCheck({ ...shell('sleep 60 & sleep 60; exit 0'), limitMs: 200 }, surroundings);
    expect(outcome.tally.failed).toBe(1);
    expect(outcome.output).toContain('took longer than 0.2 s');
    expect(outcome.seconds).toBeLessThan(10);
  });

  it('gives a command what is to be in its environment', async () => {
    const { output } = await runCheck(shell('echo "$OWNER"'), { ...surroundings, env: { OWNER: 'me' } });
    expect(output).toBe('me\n');
  });

  it('fails a test run that left no report', async () => {
    const outcome = await runCheck({ ...shell('exit 0'), vitest: true }, surroundings);
    expect(outcome.tally).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});

function shell(script: string): Check {
  return { name: `shell ${script}`, command: ['sh', '-c', script], vitest: false, inLab: false, limitMs: 10_000 };
}
