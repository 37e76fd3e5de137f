import type { NodeRecord } from '../domain/facts.ts';
import type { Fact } from './fact.ts';

export const recordPath = '/var/lib/bramble/node.json';

/** What bramble noted on the node at the end of its last deployment. */
export const recordFact: Fact<NodeRecord | undefined> = {
  script: `cat ${recordPath}; echo`, // it has no newline at its end, and the next fact begins a line
  parse: (text) => {
    try {
      const record = JSON.parse(text) as NodeRecord; // written by us; an unknown version counts as none
      return record.version === 1 ? record : undefined;
    } catch {
      return undefined;
    }
  },
};
