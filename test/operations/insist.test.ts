import { describe, expect, it } from 'vitest';
import { insist } from '../../src/operations/insist.ts';

const question = { ask: 'Remove it?', kept: 'nothing was removed' };
const answering = (answer: boolean) => ({ confirm: async (ask: string) => ask === question.ask && answer });

describe('insist', () => {
  it('goes on where somebody says yes, or has said so before', async () => {
    await expect(insist(question, {}, answering(true))).resolves.toBeUndefined();
    await expect(insist(question, { yes: true }, answering(false))).resolves.toBeUndefined();
  });

  it('refuses otherwise, and says that nothing was done and how to say yes', async () => {
    await expect(insist(question, { yes: false }, answering(false))).rejects.toMatchObject({
      code: 'NOT_CONFIRMED',
      message: 'not confirmed: nothing was removed',
      hint: 'answer y, or add --yes',
    });
  });
});
