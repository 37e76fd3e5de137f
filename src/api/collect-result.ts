import type { Reporter } from '../operations/operation.ts';

/** A reporter that keeps the result, and the way to it. */
export function collectResult(): { readonly reporter: Reporter; readonly result: () => unknown } {
  let found: unknown = null;
  const reporter: Reporter = {
    report: () => {},
    line: () => {},
    unwell: () => {},
    stop: () => {},
    result: (value) => {
      found = value;
    },
  };
  return { reporter, result: () => found };
}
