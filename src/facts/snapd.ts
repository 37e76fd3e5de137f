import { type Fact, parseAssignments } from './fact.ts';

/** Version of the snapd that runs: of its own snap where there is one, else of the distribution's package. */
export const snapdFact: Fact<string | undefined> = {
  script: `[ -S /run/snapd.socket ] && cat /snap/snapd/current/usr/lib/snapd/info || { [ -S /run/snapd.socket ] && cat /usr/lib/snapd/info; }`,
  parse: (text) => parseAssignments(text).VERSION,
};
