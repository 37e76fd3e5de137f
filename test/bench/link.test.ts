import { describe, expect, it } from 'vitest';
import { measureLink } from '../../src/bench/link.ts';
import { createLocalHost } from '../../src/host/local-host.ts';

const here = createLocalHost('here');
const ends = { from: here, to: here, address: '127.0.0.1' };
const never = new AbortController().signal;

describe('the way from one node to another', () => {
  it('has a speed and a time for a round trip', async () => {
    const { seconds, bytesPerSecond } = await measureLink(ends, never);
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThan(1);
    expect(bytesPerSecond).toBeGreaterThan(1e6);
  });

  it('is told of where nobody can listen at that address', async () => {
    await expect(measureLink({ ...ends, address: '192.0.2.1' }, never)).rejects.toThrow('nobody could listen there');
  });

  it('is not waited for once interrupted', async () => {
    await expect(measureLink(ends, AbortSignal.abort())).rejects.toMatchObject({ code: 'INTERRUPTED' });
  });
});
