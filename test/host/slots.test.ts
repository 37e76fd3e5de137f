import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createSlots } from '../../src/host/slots.ts';

describe('createSlots', () => {
  const counting = (limit: number) => {
    const slots = createSlots(limit);
    const seen = { running: 0, most: 0 };
    const work = async () => {
      seen.running += 1;
      seen.most = Math.max(seen.most, seen.running);
      await sleep(2);
      seen.running -= 1;
    };
    return { seen, use: () => slots.use(work), slots };
  };

  it('never lets more run than there are slots, also after some were free again', async () => {
    const { seen, use } = counting(2);
    for (let round = 0; round < 3; round += 1) await Promise.all(Array.from({ length: 5 }, use));
    expect(seen.most).toBe(2);
  });

  it('gives a slot back when work fails', async () => {
    const { use, slots } = counting(1);
    await expect(slots.use(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await use();
  });
});
