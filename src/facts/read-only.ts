import { type Fact, linesOf } from './fact.ts';

/** Directories that root itself cannot write, because their file system is mounted read-only. */
export const readOnlyFact: Fact<readonly string[]> = {
  script: `for d in /etc /var /opt; do [ ! -d "$d" ] || [ -w "$d" ] || echo "$d"; done`,
  parse: linesOf,
};
