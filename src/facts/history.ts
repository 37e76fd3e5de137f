import type { Fact } from './fact.ts';

/** Where a node keeps what was done to it; the older part is beside it, named `.1`. */
export const historyPath = '/var/lib/bramble/history.jsonl';

/** Whether the node has a history. */
export const historyFact: Fact<boolean> = {
  script: `[ ! -e ${historyPath} ] || echo yes`,
  parse: (text) => text.trim() === 'yes',
};
