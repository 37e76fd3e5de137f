import { setTimeout as sleep } from 'node:timers/promises';
import type { Operation } from '../operations/operation.ts';
import { showStatus } from '../operations/status.ts';
import { withWhatAnswers } from '../operations/with-session.ts';

/** How long a screen stays before it is shown anew. */
export const watchPauseMs = 5_000;

/** Shows the nodes again and again, until the operator has seen enough. */
export async function watchStatus(_options: object, operation: Operation): Promise<void> {
  await withWhatAnswers(operation, async (open) => {
    while (!open.signal.aborted) {
      clearScreen();
      await showStatus(open);
      await sleep(watchPauseMs, undefined, { signal: open.signal }).catch(() => {});
    }
  });
}

/** Clears a terminal; what is no terminal keeps what it was told. */
export function clearScreen(): void {
  if (process.stdout.isTTY) process.stdout.write('\u001b[H\u001b[2J');
}
