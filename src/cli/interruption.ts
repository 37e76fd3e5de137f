import { BrambleError } from '../errors.ts';

/** A signal that aborts at the first Ctrl-C or TERM; a second one ends the process at once. */
export function abortOnInterrupt(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.once(name, () => {
      controller.abort(
        new BrambleError('INTERRUPTED', 'interrupted', { hint: 'the same command continues where this one stopped' }),
      );
      process.once(name, () => process.exit(130));
    });
  }
  return controller.signal;
}
