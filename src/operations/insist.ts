import { BrambleError } from '../errors.ts';
import type { Operation } from './operation.ts';

interface Question {
  readonly ask: string;
  /** What a no leaves as it is. */
  readonly kept: string;
}

/** Goes on only where somebody says yes to what cannot be taken back, or has said so before; else throws NOT_CONFIRMED. */
export async function insist(
  { ask, kept }: Question,
  { yes = false }: { readonly yes?: boolean | undefined },
  { confirm }: Pick<Operation, 'confirm'>,
): Promise<void> {
  if (yes || (await confirm(ask))) return;
  throw new BrambleError('NOT_CONFIRMED', `not confirmed: ${kept}`, { hint: 'answer y, or add --yes' });
}
