import type { Holder } from '../domain/holder.ts';
import type { Fact } from './fact.ts';

/** Who holds the node's lock, asked of the kernel: trying the lock could make another's try fail. */
export const lockFact: Fact<Holder | undefined> = {
  script: `inode=$(stat -c %i /run/bramble/lock) && grep -q ":$inode 0 EOF" /proc/locks && cat /run/bramble/lock.json`,
  parse: (text) => {
    try {
      return JSON.parse(text) as Holder; // written by the holder's bramble
    } catch {
      return undefined;
    }
  },
};
