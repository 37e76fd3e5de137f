import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { BrambleError } from '../../src/errors.ts';
import { unlessAborted, withinLimit } from '../../src/host/limits.ts';

const limit = { host: 'red', timeoutMs: 100, overdue: () => 'the door did not open' };
const forever = (signal: AbortSignal) => unlessAborted(new Promise<never>(() => {}), signal);

describe('withinLimit', () => {
  it('returns what the work returns', async () => {
    expect(await withinLimit(limit, async () => 7)).toBe(7);
  });

  it('says what was waited for, and how long', async () => {
    await expect(withinLimit(limit, forever)).rejects.toMatchObject({
      code: 'HOST_TIMEOUT',
      host: 'red',
      message: 'the door did not open within 0.1 s',
    });
  });

  it('lets the work clean up before it rejects', async () => {
    const steps: string[] = [];
    const work = async (signal: AbortSignal) => {
      await forever(signal).catch(() => {});
      await sleep(10);
      steps.push('cleaned');
      signal.throwIfAborted();
    };
    await expect(withinLimit(limit, work)).rejects.toMatchObject({ code: 'HOST_TIMEOUT' });
    expect(steps).toEqual(['cleaned']);
  });

  it('passes an interruption on', async () => {
    const abort = new AbortController();
    const running = withinLimit({ ...limit, timeoutMs: 5000, signal: abort.signal }, forever);
    abort.abort();
    await expect(running).rejects.toMatchObject({ code: 'INTERRUPTED', host: 'red' });
  });

  it('keeps the reason of whoever aborted, where that is one of ours', async () => {
    const reason = new BrambleError('LOCKED', 'later');
    await expect(withinLimit({ ...limit, signal: AbortSignal.abort(reason) }, forever)).rejects.toBe(reason);
  });

  it('does not begin after an interruption', async () => {
    let begun = false;
    const work = async () => {
      begun = true;
    };
    await expect(withinLimit({ ...limit, signal: AbortSignal.abort() }, work)).rejects.toMatchObject({
      code: 'INTERRUPTED',
    });
    expect(begun).toBe(false);
  });
});

describe('unlessAborted', () => {
  it('takes care of a promise that fails after the abort, which else would end the program', async () => {
    const unheard: unknown[] = [];
    const hear = (error: unknown) => unheard.push(error);
    process.on('unhandledRejection', hear);
    const failing = sleep(10).then(() => Promise.reject(new Error('too late')));
    await expect(unlessAborted(failing, AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough');
    await sleep(40);
    process.off('unhandledRejection', hear);
    expect(unheard).toEqual([]);
  });
});
