import { describe, expect, it } from 'vitest';
import { startAgain } from '../../src/bench/start-again.ts';
import type { Event } from '../../src/domain/events.ts';
import { BrambleError, type ErrorCode } from '../../src/errors.ts';

const failure = (code: ErrorCode) => new BrambleError(code, 'the Spark application ended with 1');

async function startFailing(failures: BrambleError[], signal = new AbortController().signal) {
  const events: Event[] = [];
  let starts = 0;
  const start = async () => {
    starts += 1;
    const error = failures.shift();
    if (error !== undefined) throw error;
    return 'ready';
  };
  const came = await startAgain(start, { signal, report: (event) => events.push(event) }).catch(
    (error: BrambleError) => error.code,
  );
  return { came, starts, texts: events.map(({ text }) => text) };
}

describe('an application that ends while it starts', () => {
  it('is started once more, and that is said', async () => {
    expect(await startFailing([failure('ACTION_FAILED')])).toEqual({
      came: 'ready',
      starts: 2,
      texts: ['the Spark application ended with 1 while it started; once more'],
    });
  });

  it('is given up the second time', async () => {
    const twice = [failure('ACTION_FAILED'), failure('ACTION_FAILED')];
    expect(await startFailing(twice)).toMatchObject({ came: 'ACTION_FAILED', starts: 2 });
  });

  it('is not started again where it was late, or where somebody has interrupted', async () => {
    expect(await startFailing([failure('HOST_TIMEOUT')])).toMatchObject({ came: 'HOST_TIMEOUT', starts: 1 });
    const interrupted = await startFailing([failure('ACTION_FAILED')], AbortSignal.abort());
    expect(interrupted).toMatchObject({ came: 'ACTION_FAILED', starts: 1 });
  });
});
