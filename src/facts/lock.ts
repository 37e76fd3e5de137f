import type { Holder } from '../domain/holder.ts';
import type { Fact } from './fact.ts';

/** Who holds the node's lock: a shell that has it open. Trying the lock would make another's try fail. */
export const lockFact: Fact<Holder | undefined> = {
  script: `read -r pid < /run/bramble/holder || exit
for open in /proc/"$pid"/fd/*; do
  if [ "$open" -ef /run/bramble/lock ]; then cat /run/bramble/lock.json; break; fi
done`,
  parse: (text) => {
    try {
      return JSON.parse(text) as Holder; // written by the holder's bramble
    } catch {
      return undefined;
    }
  },
};
