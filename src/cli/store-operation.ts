import { abortOnInterrupt } from './interruption.ts';
import { createReporter, type Reporter } from './reporter.ts';
import type { StoreOptions } from './store-options.ts';

/** What every command that works on a store works with. */
export interface StoreOperation {
  readonly signal: AbortSignal;
  readonly reporter: Reporter;
}

/** Runs a command's work on a store, with its output as asked for. */
export async function runOnStore(
  options: StoreOptions,
  work: (operation: StoreOperation) => Promise<void>,
): Promise<void> {
  const reporter = createReporter(options);
  try {
    await work({ signal: abortOnInterrupt(), reporter });
  } finally {
    reporter.stop();
  }
}

/** What a change of a store says while it waits for another operator. */
export function waiting({ signal, reporter }: StoreOperation) {
  const onWait = (holder: string) =>
    reporter.report({ stage: 'release', state: 'note', text: `${holder} is changing the store; waiting` });
  return { signal, onWait };
}
